using Shop.LocalCloud.Chaos;
using Shop.LocalCloud.Feed;
using Subscription = Google.Cloud.PubSub.V1.Subscription;

namespace Shop.LocalCloud.PubSub.Push;

/// <summary>One attempt to deliver one message.</summary>
internal sealed class PushDelivery(
    Subscription current, PushLease lease, DeliveryFaults faults, PushSender sender, PushSettings settings)
{
    private readonly string? _function = PushEndpoint.FunctionOf(current.PushConfig.PushEndpoint);
    private string? _sentTo;

    /// <exception cref="OperationCanceledException">The local cloud ends.</exception>
    internal async Task<(PushAnswer Answer, FeedDelivery Entry)> AttemptAsync(CancellationToken stopping)
    {
        var answer = await Faulty().AttemptAsync(
            () => SendAsync(stopping),
            (answer, why) => (answer ?? PushAnswer.NotSent(why)) with { Fault = why });
        return (answer, new FeedDelivery(
            BrokerFeed.SubscriptionId(current.Name), _function, _sentTo, lease.Attempt, answer.Status,
            answer.Fault, answer.Duration.TotalMilliseconds, Chaos: faults.InWords));
    }

    internal Task RepeatAsync(CancellationToken stopping) => Faulty().RepeatAsync(() => SendAsync(stopping));

    private FaultyDelivery Faulty() => new(faults, () =>
    {
        if (_function is not null)
        {
            settings.Kill(_function);
        }
    });

    private async Task<PushAnswer> SendAsync(CancellationToken stopping)
    {
        // It may have stopped since the message was taken.
        if (PushEndpoint.Find(current.PushConfig.PushEndpoint, settings.Addresses) is not { } endpoint)
        {
            return PushAnswer.NotSent("the function is not running");
        }
        _sentTo = endpoint.ToString();
        return await sender.SendAsync(endpoint, current, lease.Message, lease.Attempt, stopping);
    }
}
