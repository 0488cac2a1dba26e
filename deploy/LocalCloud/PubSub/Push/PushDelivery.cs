using Google.Cloud.PubSub.V1;
using Shop.LocalCloud.Chaos;
using Shop.LocalCloud.Feed;

namespace Shop.LocalCloud.PubSub.Push;

/// <summary>One attempt to deliver one message, with what goes wrong on purpose.</summary>
internal sealed class PushDelivery(
    Subscription current, PushLease lease, DeliveryFaults faults, PushSender sender, PushSettings settings)
{
    private readonly string? _function = PushEndpoint.FunctionOf(current.PushConfig.PushEndpoint);

    /// <exception cref="OperationCanceledException">The local cloud ends.</exception>
    internal async Task<(PushAnswer Answer, FeedDelivery Entry)> AttemptAsync(CancellationToken stopping)
    {
        if (faults.Failure == FalseFailure.NeverSent)
        {
            return Result(new PushAnswer(null, "never sent", TimeSpan.Zero), endpoint: null);
        }
        var endpoint = PushEndpoint.Find(current.PushConfig.PushEndpoint, settings.Addresses);
        if (endpoint is null)
        {
            return Result(new PushAnswer(null, "the function is not running", TimeSpan.Zero), endpoint);
        }
        var sending = sender.SendAsync(endpoint, current, lease.Message, lease.Attempt, stopping);
        if (faults.Again == Repetition.AtTheSameTime)
        {
            await Task.WhenAll(sending, SendAgainAsync(stopping));
        }
        if (faults.Death == Death.WhileItHandles)
        {
            Kill();
        }
        var answer = await sending;
        if (faults.Death == Death.BeforeItsAnswerCounts)
        {
            Kill();
        }
        return Result(
            faults.Failure == FalseFailure.AnswerLost ? answer with { Fault = "its answer was lost" } : answer,
            endpoint);
    }

    /// <summary>The second of two equal deliveries, whatever came of the first.</summary>
    internal Task RepeatAsync(CancellationToken stopping) =>
        faults.Again == Repetition.Afterwards ? SendAgainAsync(stopping) : Task.CompletedTask;

    private async Task SendAgainAsync(CancellationToken stopping)
    {
        if (PushEndpoint.Find(current.PushConfig.PushEndpoint, settings.Addresses) is { } endpoint)
        {
            await sender.SendAsync(endpoint, current, lease.Message, lease.Attempt, stopping);
        }
    }

    private void Kill()
    {
        if (_function is not null)
        {
            settings.Kill(_function);
        }
    }

    private (PushAnswer, FeedDelivery) Result(PushAnswer answer, Uri? endpoint) => (
        answer,
        new FeedDelivery(
            BrokerFeed.SubscriptionId(current.Name), _function, endpoint?.ToString(), lease.Attempt,
            answer.Status, answer.Fault, answer.Duration.TotalMilliseconds, Chaos: faults.InWords));
}
