using System.Text.Json;
using Google;
using Google.Apis.Auth.OAuth2.Responses;
using Grpc.Core;

namespace Shop.Gcloud.Replay;

/// <summary>Replays many letters, several at once.</summary>
/// <param name="replay">Replays one.</param>
/// <param name="pace">How fast.</param>
/// <param name="report">Told of each letter.</param>
internal sealed class ReplayRun(LetterReplay replay, Pace pace, IReplayReport report)
{
    /// <summary>Each waits for the network nearly all of the time; more would not be faster within the pace.</summary>
    internal const int AtOnce = 16;

    /// <summary>In a row: then it is not the letters. One more than may be under way when the first one fails.</summary>
    internal const int FailuresMax = AtOnce + 1;

    private int _failuresInARow;

    /// <param name="letters">Those that can be replayed.</param>
    /// <param name="stop">Begins no other letter; those that are begun are carried through.</param>
    /// <returns>Why it ended before all had their turn; null where they had.</returns>
    public async Task<string?> RunAsync(IReadOnlyList<Letter> letters, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            await Parallel.ForEachAsync(
                letters,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = enough.Token },
                async (letter, turn) =>
                {
                    await pace.WaitAsync(turn);
                    if (!await TryAsync(letter))
                    {
                        await enough.CancelAsync();
                    }
                });
            return null;
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            return stop.IsCancellationRequested ? "Ended early." : "Ended early, as nothing succeeds any more.";
        }
    }

    // False: it makes no sense to go on.
    private async Task<bool> TryAsync(Letter letter)
    {
        try
        {
            report.Done(letter, await replay.ReplayAsync(letter));
            Interlocked.Exchange(ref _failuresInARow, 0);
            return true;
        }
        catch (Exception fault) when (IsFaultOfTheCloud(fault))
        {
            report.Failed(letter, CloudFaults.Sentence(fault));
            return Interlocked.Increment(ref _failuresInARow) < FailuresMax && !CloudFaults.IsOfAll(fault);
        }
    }

    // What may go wrong far away. The letter is kept whatever it is, so that the others need not suffer for it.
    private static bool IsFaultOfTheCloud(Exception fault) => fault
        is GoogleApiException or RpcException or HttpRequestException or IOException or OperationCanceledException
        or TimeoutException or TokenResponseException or InvalidOperationException or JsonException;
}
