using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Shop.Gcloud.Planning;
using Shop.Topology;

namespace Shop.Gcloud.CommandLine;

/// <summary>The options by which a person says which suite, and where.</summary>
internal sealed partial class DeploymentOptions
{
    private readonly Option<string> _project = new("--project")
    {
        Description = "Id of the Google Cloud project",
        HelpName = "PROJECT",
        Required = true,
    };

    private readonly Option<string> _region = new("--region")
    {
        Description = "Where functions run, and buckets and documents lie, like europe-west1",
        HelpName = "REGION",
        Required = true,
    };

    private readonly Option<string[]> _only = new("--only")
    {
        Description = "These functions only, separated by commas; default all",
        HelpName = "JOB,JOB",
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(','))],
        DefaultValueFactory = _ => [],
    };

    private readonly Option<Dictionary<string, string>> _parameters = new("--parameter")
    {
        HelpName = "NAME=VALUE",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [],
    };

    private readonly SuiteTopology _topology;

    public DeploymentOptions(SuiteTopology topology)
    {
        _topology = topology;
        _parameters.CustomParser = ParseParameters;
        _parameters.Description = "Value of a parameter of deploy/topology.json; repeatable. "
            + string.Join(" ", topology.Parameters.Select(each => $"{each.Name}: {each.Description}"));
        Check(_project, ProjectId(), "an id of 6-30 lower-case letters, digits and hyphens, like my-shop-1");
        Check(_region, RegionName(), "a region like europe-west1");
        _only.Validators.Add(result =>
        {
            var known = topology.Functions.Select(function => function.Name).ToList();
            foreach (var name in result.Tokens.SelectMany(token => token.Value.Split(',')).Except(known))
            {
                result.AddError($"--only names '{name}', which is not a function: there are {string.Join(", ", known)}");
            }
        });
    }

    /// <summary>Gives a command these options.</summary>
    /// <param name="command">The command.</param>
    /// <param name="withParameters">Whether it needs to know what differs between deployments.</param>
    public void AddTo(Command command, bool withParameters)
    {
        command.Options.Add(_project);
        command.Options.Add(_region);
        if (!withParameters)
        {
            return;
        }
        command.Options.Add(_only);
        command.Options.Add(_parameters);
    }

    /// <returns>Everything that is wrong with the command line, in sentences for a person.</returns>
    public IReadOnlyList<string> Faults(ParseResult parsed)
    {
        if (parsed.Errors.Count > 0)
        {
            return [.. parsed.Errors.Select(error => error.Message)];
        }
        // Only now: a value that was not understood cannot be asked for.
        var isAsked = parsed.CommandResult.Command.Options.Contains(_parameters) && parsed.Action is not HelpAction;
        return
        [
            .. _topology.Parameters
                .Where(each => isAsked && each.Default is null && parsed.GetValue(_parameters)?.ContainsKey(each.Name) != true)
                .Select(each => $"--parameter {each.Name}=… is needed. {each.Description}"),
        ];
    }

    public Deployment Read(ParseResult parsed, string root)
    {
        var only = parsed.GetValue(_only) ?? [];
        return new Deployment(
            _topology,
            ResourceNames.Deployed(parsed.GetRequiredValue(_project)) with { Parameters = parsed.GetValue(_parameters) ?? [] },
            parsed.GetRequiredValue(_region),
            [.. _topology.Functions.Where(function => only.Length == 0 || only.Contains(function.Name))],
            root);
    }

    private static void Check(Option<string> option, Regex rule, string meaning) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && !rule.IsMatch(result.Tokens[0].Value))
        {
            result.AddError($"{option.Name} must be {meaning}, not '{result.Tokens[0].Value}'");
        }
    });

    private Dictionary<string, string> ParseParameters(ArgumentResult result)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var token in result.Tokens.Select(token => token.Value))
        {
            var parts = token.Split('=', 2);
            if (parts.Length < 2)
            {
                result.AddError($"--parameter must be NAME=VALUE, not '{token}'");
            }
            else if (_topology.Parameters.All(parameter => parameter.Name != parts[0]))
            {
                result.AddError($"--parameter names '{parts[0]}', which is none: there are "
                    + string.Join(", ", _topology.Parameters.Select(parameter => parameter.Name)));
            }
            else if (!ParameterValue().IsMatch(parts[1]))
            {
                result.AddError($"--parameter {parts[0]} must be printable ASCII without |, as values of variables are here");
            }
            else if (!values.TryAdd(parts[0], parts[1]))
            {
                result.AddError($"--parameter gives '{parts[0]}' twice");
            }
        }
        return values;
    }

    // https://cloud.google.com/resource-manager/docs/creating-managing-projects
    [GeneratedRegex(@"^[a-z][a-z0-9-]{4,28}[a-z0-9]\z")]
    private static partial Regex ProjectId();

    [GeneratedRegex(@"^[a-z]+-[a-z]+[0-9]+\z")]
    private static partial Regex RegionName();

    [GeneratedRegex(@"^[ -{}~]*\z")]
    private static partial Regex ParameterValue();
}
