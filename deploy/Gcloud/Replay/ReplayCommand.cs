using System.CommandLine;
using Shop.Gcloud.CommandLine;
using Shop.Topology;

namespace Shop.Gcloud.Replay;

/// <summary>The command line of <c>replay</c>. What the options mean is read by <see cref="ReplayArguments"/>.</summary>
internal sealed class ReplayCommand
{
    private readonly Option<string?> _project = Text(
        "--project", "PROJECT", "Whose letters; its bucket is PROJECT-dead-letters. Else GOOGLE_CLOUD_PROJECT, and "
        + "'local' where STORAGE_EMULATOR_HOST and PUBSUB_EMULATOR_HOST lead to the local cloud");

    private readonly Option<string?> _bucket = Text("--bucket", "BUCKET", "The bucket, where it has another name");
    private readonly Option<string?> _prefix = Text(
        "--prefix", "NAME", "Only letters whose object begins with this: that is the subscription, "
        + "such as orders-to-views/");

    private readonly Option<string?> _type = Text(
        "--type", "TYPE", "Only events of this type; with * at its end, all types that begin so");

    private readonly Option<string?> _reason = Text("--reason", "REASON", "Only what was given up for this reason");
    private readonly Option<string?> _from = Text(
        "--from", "TIME", "Only what was filed then or later: 2026-01-31T09:00:00Z, or 90s, 30m, 2h, 3d ago");

    private readonly Option<string?> _to = Text("--to", "TIME", "Only what was filed before then");
    private readonly Option<string?> _limit = Text("--limit", "COUNT", "Replay no more than this");
    private readonly Option<string?> _perSecond = Text(
        "--per-second", "COUNT", $"Replay no more than this in a second [default: {ReplayArguments.PerSecondDefault}]");

    private readonly Option<bool> _execute = new("--execute")
    {
        Description = "Do it; without this, only say what would be done",
    };

    private readonly Option<bool> _rewriteUploads = new("--rewrite-uploads")
    {
        Description = "Also replay announcements of uploads, by writing an object that is still the same onto itself",
    };

    private readonly Command _command = new(
        "replay", "Publishes dead letters again to the topics that they came from. Without --execute it only lists them.");

    private ReplayCommand()
    {
        Option[] options =
        [
            _project, _bucket, _prefix, _type, _reason, _from, _to, _limit, _perSecond, _execute, _rewriteUploads,
        ];
        foreach (var option in options)
        {
            _command.Options.Add(option);
        }
    }

    /// <summary>With the real cloud, or with what the environment says stands in for it.</summary>
    public static Command Create(SuiteTopology topology)
    {
        var replaying = new Replaying(
            topology, Console.Out, Console.Error, !Console.IsOutputRedirected, TimeProvider.System);
        return Create(replaying.RunAsync, Environment.GetEnvironmentVariable, Console.Error, TimeProvider.System);
    }

    /// <param name="run">Called with what was asked for; returns the exit code.</param>
    /// <param name="environment">Variables of the process; null for one that is not set.</param>
    /// <param name="error">Where it is said what is wrong with the command line.</param>
    /// <param name="clock">Time.</param>
    public static Command Create(
        Func<ReplayOptions, Task<int>> run, Func<string, string?> environment, TextWriter error,
        TimeProvider clock)
    {
        var command = new ReplayCommand();
        command._command.SetAction(async (parsed, _) =>
        {
            var (options, faults) = command.Read(parsed).ToOptions(environment, clock);
            foreach (var fault in faults)
            {
                await error.WriteLineAsync(fault);
            }
            if (options is not null)
            {
                return await run(options);
            }
            await error.WriteLineAsync("replay --help lists the options.");
            return ExitCode.Usage;
        });
        return command._command;
    }

    private ReplayArguments Read(ParseResult parsed) => new(
        parsed.GetValue(_project), parsed.GetValue(_bucket), parsed.GetValue(_prefix), parsed.GetValue(_type),
        parsed.GetValue(_reason), parsed.GetValue(_from), parsed.GetValue(_to), parsed.GetValue(_limit),
        parsed.GetValue(_perSecond), parsed.GetValue(_execute), parsed.GetValue(_rewriteUploads));

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };
}
