using Polly;
using Polly.Retry;

namespace Shop.Documents.Firestore;

/// <summary>
/// Which failures are worth another attempt. A read may always be repeated. A commit is repeated only if the
/// failed one surely did nothing (never connected, or refused for its rate): if it was stored and only its
/// answer was lost, a repetition would fail on its own precondition, and tell the caller that somebody else
/// had won.
/// </summary>
internal static class FirestoreRetries
{
    public static ResiliencePipeline ForReads(TimeProvider time) => Pipeline(time, IsPassing);

    public static ResiliencePipeline ForCommits(TimeProvider time) =>
        Pipeline(time, fault => fault.IsSurelyNotApplied && IsPassing(fault));

    private static bool IsPassing(DocumentStoreException fault) => fault.Status switch
    {
        RpcStatus.Unavailable or RpcStatus.Internal or RpcStatus.DeadlineExceeded
            or RpcStatus.Aborted => true,
        // Also the answer to a message that is too large, which the next attempt will not have shrunk.
        RpcStatus.ResourceExhausted =>
            !fault.Message.Contains("exceeds maximum size", StringComparison.Ordinal),
        _ => false,
    };

    private static ResiliencePipeline Pipeline(TimeProvider time, Func<DocumentStoreException, bool> again) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = attempt => ValueTask.FromResult(
                    attempt.Outcome.Exception is DocumentStoreException fault && again(fault)),
                MaxRetryAttempts = FirestoreTimes.RetriesMax,
                Delay = FirestoreTimes.RetryDelay,
                MaxDelay = FirestoreTimes.RetryDelayMax,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .Build();
}
