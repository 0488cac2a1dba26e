using System.Runtime.InteropServices;
using Google;
using Google.Api.Gax;
using Google.Apis.Auth.OAuth2.Responses;
using Google.Cloud.Storage.V1;
using Shop.Eventing;
using Shop.Eventing.Filing;
using Shop.Gcloud.CommandLine;
using Shop.Topology;

namespace Shop.Gcloud.Replay;

/// <summary>What <c>replay</c> does: lists the letters that somebody wants, and replays them if that is wanted too.</summary>
/// <param name="topology">What the suite consists of.</param>
/// <param name="output">Where what is found and done is shown.</param>
/// <param name="error">Where it is said what went wrong.</param>
/// <param name="rewritesLine">Whether the output is a terminal.</param>
/// <param name="clock">Time.</param>
internal sealed class Replaying(
    SuiteTopology topology, TextWriter output, TextWriter error, bool rewritesLine, TimeProvider clock)
{
    /// <summary>With the real cloud, or with what stands in for it; ends early and tidily on Ctrl-C.</summary>
    public async Task<int> RunAsync(ReplayOptions options)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopOnce);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopOnce);
        try
        {
            using var client = await new StorageClientBuilder
            {
                EmulatorDetection = EmulatorDetection.EmulatorOrProduction,
            }.BuildAsync(stop.Token);
            await using var bus = new PubSubMessageBus();
            return await RunAsync(options, new CloudReplayStorage(client, options.Bucket), bus, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await error.WriteLineAsync("Ended before anything was touched.");
            return ExitCode.Failure;
        }
        catch (Exception fault) when (fault
            is GoogleApiException or HttpRequestException or TokenResponseException or InvalidOperationException
            or IOException or OperationCanceledException)
        {
            await error.WriteLineAsync(CloudFaults.OfBucket(options.Bucket, fault));
            return ExitCode.Failure;
        }

        void StopOnce(PosixSignalContext signal)
        {
            // The second signal is not held up: whoever sends it has waited long enough, and nothing is lost by it.
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    public async Task<int> RunAsync(
        ReplayOptions options, IReplayStorage storage, IMessageBus bus, CancellationToken stop)
    {
        var judge = new LetterJudge(topology, options.Names, options.RewriteUploads, clock);
        var found = new List<Letter>();
        await foreach (var letter in new LetterReader(storage, judge).FindAsync(options.Selection, stop))
        {
            found.Add(letter);
        }
        var wanted = found.Where(letter => letter.Way is not Way.None).ToList();
        Describe(options, wanted, [.. found.Except(wanted)]);
        if (!options.Execute || wanted.Count == 0)
        {
            return ExitCode.Clean;
        }
        var report = new ReplayReport(output, rewritesLine, wanted.Count, clock);
        var run = new ReplayRun(new LetterReplay(storage, bus), new Pace(options.PerSecond, clock), report);
        var early = await run.RunAsync(wanted, stop);
        report.Summarize();
        if (early is null && report.Failures == 0)
        {
            return ExitCode.Clean;
        }
        await error.WriteLineAsync(
            $"{early ?? "Not all succeeded."} The same command goes on from here: what was begun lies in "
            + $"gs://{options.Bucket}/{AsideName.Folder} and comes first.");
        return ExitCode.Failure;
    }

    private void Describe(ReplayOptions options, List<Letter> wanted, List<Letter> refused)
    {
        if (!options.Execute)
        {
            LetterTable.Write(output, wanted);
        }
        output.WriteLine($"{wanted.Count} of gs://{options.Bucket} {(options.Execute ? "are" : "would be")} replayed.");
        LetterTable.WriteTotals(output, wanted);
        if (wanted.Count(letter => letter.IsInterrupted) is > 0 and var interrupted)
        {
            output.WriteLine($"{interrupted,7} of these were begun by a run that did not end.");
        }
        LetterTable.WriteRefused(output, refused);
        if (!options.Execute && wanted.Count > 0)
        {
            output.WriteLine("Nothing was done. Add --execute to do it.");
        }
    }
}
