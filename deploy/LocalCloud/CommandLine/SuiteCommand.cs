using System.CommandLine;
using System.CommandLine.Parsing;
using Shop.LocalCloud.Chaos;

namespace Shop.LocalCloud.CommandLine;

/// <summary>The command line: its options, their defaults, and what is wrong with what was typed.</summary>
internal sealed class SuiteCommand
{
    private const int TlsPortDefault = 9443;
    private const string NoPort = "none";

    // The parser takes a null for "not converted".
    private const int NoPortNumber = -1;

    private readonly RootCommand _root = new(
        "Runs the whole suite here: a local Cloud Storage and Pub/Sub, and each function as its own process.");

    private readonly Option<string> _data = new("--data")
    {
        Description = "Folder that keeps objects and messages between runs",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".local",
    };

    private readonly Option<bool> _fresh = new("--fresh") { Description = "Forget what earlier runs kept" };
    private readonly Option<int> _apiPort =
        Port("--api-port", 8080, "Port of the function Api, if there is one");
    private readonly Option<int> _cloudPort =
        Port("--cloud-port", 9000, "Port of Cloud Storage and of the web page");
    private readonly Option<int> _pubSubPort = Port("--pubsub-port", 8085, "Port of Pub/Sub");
    private readonly Option<int> _tlsPort = new("--tls-port")
    {
        Description = "Port of Cloud Storage by https, which gsutil needs; 0 takes any free one, none goes "
            + $"without [default: {TlsPortDefault}, or any free one where --cloud-port is 0]",
        HelpName = "PORT",
        CustomParser = result => result.Tokens[0].Value == NoPort
            ? NoPortNumber : ParsePort("--tls-port", result),
    };

    private readonly Option<ChaosOptions> _chaos = new("--chaos")
    {
        Description = "Make deliveries to functions go wrong on purpose, alike for the same seed: P is the "
            + "share that is delivered twice, held back, ended by killing the function, or failed; MS is the "
            + "longest delay",
        HelpName = ChaosOptions.Form,
        CustomParser = ParseChaos,
        DefaultValueFactory = _ => ChaosOptions.None,
    };

    private readonly Option<bool> _auth = new("--auth")
    {
        Description = "Have the API verify tokens, as it does when deployed; the local cloud issues them, for whom you like",
    };

    private readonly Option<IReadOnlySet<string>?> _only;
    private readonly Option<IReadOnlyDictionary<string, Uri>> _external;
    private readonly IReadOnlyList<string> _functions;

    public SuiteCommand(IReadOnlyList<string> functions)
    {
        _functions = functions;
        _only = new("--only")
        {
            Description = "Start these functions only, separated by commas",
            HelpName = "JOB,JOB",
            Arity = ArgumentArity.OneOrMore,
            CustomParser = ParseOnly,
        };
        _external = new("--external")
        {
            Description = "Do not start this function: it answers at the URL, as in a debugger; repeatable",
            HelpName = "JOB=URL",
            Arity = ArgumentArity.OneOrMore,
            CustomParser = ParseExternal,
            DefaultValueFactory = _ => new Dictionary<string, Uri>(),
        };
        Option[] all = [_data, _fresh, _apiPort, _cloudPort, _pubSubPort, _tlsPort, _only, _external, _chaos, _auth];
        foreach (var option in all)
        {
            _root.Options.Add(option);
        }
        _data.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
            {
                result.AddError("--data must name a folder");
            }
        });
    }

    public ParseResult Parse(IReadOnlyList<string> arguments) => _root.Parse(arguments);

    /// <returns>Everything that is wrong with the command line, in sentences for a person.</returns>
    public IReadOnlyList<string> Faults(ParseResult parsed) =>
        parsed.Errors.Count > 0
            ? [.. parsed.Errors.Select(error => error.Message)]
            // Only now: a value that was not understood cannot be asked for.
            : [.. SharedPorts(parsed)];

    /// <param name="run">
    /// Called where the command line asks for a run, and not for help or the version.
    /// </param>
    public void OnRun(Func<SuiteOptions, CancellationToken, Task<int>> run) =>
        _root.SetAction((parsed, cancellationToken) => run(Read(parsed), cancellationToken));

    public SuiteOptions Read(ParseResult parsed) => new(
        Path.GetFullPath(parsed.GetRequiredValue(_data)),
        parsed.GetValue(_fresh),
        parsed.GetValue(_apiPort),
        parsed.GetValue(_cloudPort),
        parsed.GetValue(_pubSubPort),
        parsed.GetValue(_only),
        parsed.GetRequiredValue(_external),
        TlsPort(parsed))
    {
        Chaos = parsed.GetRequiredValue(_chaos),
        Auth = parsed.GetValue(_auth),
    };

    private static Option<int> Port(string name, int port, string description)
    {
        return new Option<int>(name)
        {
            Description = description + "; 0 takes any free one",
            HelpName = "PORT",
            DefaultValueFactory = _ => port,
            CustomParser = result => ParsePort(name, result),
        };
    }

    private static int ParsePort(string name, ArgumentResult result)
    {
        if (ushort.TryParse(result.Tokens[0].Value, out var number))
        {
            return number;
        }
        result.AddError($"{name} must be a port, 0-65535, not '{result.Tokens[0].Value}'");
        return 0;
    }

    // Whoever lets the system choose the other ports may run several suites at once.
    private int? TlsPort(ParseResult parsed)
    {
        if (parsed.GetResult(_tlsPort) is { Implicit: false })
        {
            return parsed.GetValue(_tlsPort) is var port and not NoPortNumber ? port : null;
        }
        return parsed.GetValue(_cloudPort) == 0 ? 0 : TlsPortDefault;
    }

    private IEnumerable<string> SharedPorts(ParseResult parsed) =>
        new[]
            {
                (_apiPort.Name, Port: parsed.GetValue(_apiPort)),
                (_cloudPort.Name, Port: parsed.GetValue(_cloudPort)),
                (_pubSubPort.Name, Port: parsed.GetValue(_pubSubPort)),
                (_tlsPort.Name, Port: TlsPort(parsed) ?? 0),
            }
            .GroupBy(option => option.Port, option => option.Name)
            .Where(group => group.Key != 0 && group.Count() > 1)
            .Select(group => $"{string.Join(", ", group)} are all {group.Key}: each needs a port of its own");

    private static ChaosOptions ParseChaos(ArgumentResult result)
    {
        var (chaos, faults) = ChaosOptions.Parse(result.Tokens[0].Value);
        foreach (var fault in faults)
        {
            result.AddError("--chaos: " + fault);
        }
        return chaos;
    }

    private HashSet<string>? ParseOnly(ArgumentResult result)
    {
        var names = result.Tokens
            .SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var name in names)
        {
            RefuseUnknown("--only", name, result);
        }
        return names;
    }

    private Dictionary<string, Uri> ParseExternal(ArgumentResult result)
    {
        var addresses = new Dictionary<string, Uri>(StringComparer.Ordinal);
        foreach (var token in result.Tokens)
        {
            var parts = token.Value.Split('=', 2);
            if (parts.Length < 2 || !IsAddress(parts[1], out var address))
            {
                result.AddError($"--external must be JOB=URL with an http or https URL, not '{token.Value}'");
            }
            else if (RefuseUnknown("--external", parts[0], result) && !addresses.TryAdd(parts[0], address))
            {
                result.AddError($"--external names '{parts[0]}' twice");
            }
        }
        return addresses;
    }

    private static bool IsAddress(string text, out Uri address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address!)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.Query.Length + address.Fragment.Length + address.UserInfo.Length == 0;

    private bool RefuseUnknown(string option, string name, ArgumentResult result)
    {
        var known = _functions.Contains(name, StringComparer.Ordinal);
        if (!known)
        {
            result.AddError($"{option} names '{name}', which is not a function: there are {Known()}");
        }
        return known;
    }

    private string Known() => _functions.Count == 0 ? "none" : string.Join(", ", _functions);
}
