using Google.Cloud.PubSub.V1;
using Shop.LocalCloud.Chaos;
using Shop.LocalCloud.Feed;

namespace Shop.LocalCloud.PubSub.Push;

/// <summary>Pushes one subscription, for as long as it is pushed; none waits for another.</summary>
internal sealed class PushPump(
    string name, Broker broker, PushSender sender, PushSettings settings, BrokerFeed feed, TimeProvider clock)
{
    // A timer knows no longer waits, and looking once a day costs nothing.
    private static readonly TimeSpan s_waitMax = TimeSpan.FromDays(1);

    private readonly PushWindow _window = new();
    private readonly HashSet<Task> _running = [];

    /// <summary>Returns when the subscription is not pushed any more.</summary>
    internal async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (broker.TakeToPush(name, Room) is { } work)
            {
                foreach (var lease in work.Leases)
                {
                    _window.Sent();
                    _running.Add(DeliverAsync(work.Settings, lease, stopping));
                }
                await WaitAsync(work, stopping);
                _running.RemoveWhere(task => task.IsCompleted);
            }
        }
        finally
        {
            await Task.WhenAll(_running);
        }
    }

    /// <summary>The function has just started: what waits may try at once, and slowly again.</summary>
    internal void OnStarted(string function)
    {
        if (PushEndpoint.FunctionOf(Endpoint()) == function)
        {
            _window.Restart();
            broker.EndWaits(name);
        }
    }

    private string Endpoint() => broker.EndpointOf(name);

    private int Room(Subscription current) =>
        PushEndpoint.Find(current.PushConfig.PushEndpoint, settings.Addresses) is null ? 0 : _window.Room;

    private async Task WaitAsync(PushWork work, CancellationToken stopping)
    {
        var wait = work.Wait is { } least && least < s_waitMax ? least : s_waitMax;
        try
        {
            if (wait > TimeSpan.Zero)
            {
                await work.Arrival.WaitAsync(wait, clock, stopping);
            }
        }
        catch (TimeoutException)
        {
            // The next message is due.
        }
    }

    private async Task DeliverAsync(Subscription current, PushLease lease, CancellationToken stopping)
    {
        bool? succeeded = null;
        try
        {
            var faults = DeliveryFaults.Of(settings.Chaos, name, lease.Message.MessageId, lease.Attempt);
            if (faults.Wait > TimeSpan.Zero && !lease.WasPostponed)
            {
                broker.Postpone(name, lease.Message.MessageId, faults.Wait);
                return;
            }
            var delivery = new PushDelivery(current, lease, faults, sender, settings);
            var (answer, entry) = await delivery.AttemptAsync(stopping);
            succeeded = answer.Fault is null;
            Settle(current, lease.Message, answer, entry);
            await delivery.RepeatAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Nothing is known of the attempt, so it does not count; the next run delivers the message.
        }
        catch (Exception bug)
        {
            // The message must neither vanish nor end the pump, whatever went wrong here.
            settings.Log($"Pub/Sub: message {lease.Message.MessageId} for {name} could not be pushed: {bug}");
            broker.PushRejected(name, lease.Message.MessageId);
        }
        finally
        {
            _window.Ended(succeeded);
            broker.Wake(name);
        }
    }

    private void Settle(Subscription current, PubsubMessage message, PushAnswer answer, FeedDelivery entry)
    {
        if (answer.Fault is null)
        {
            broker.PushAcknowledged(name, message.MessageId);
            feed.Delivered(current, message, entry);
            return;
        }
        var rejection = broker.PushRejected(name, message.MessageId);
        feed.Failed(current, message, entry with
        {
            DeadLettered = rejection.DeadLettered,
            RetryInMilliseconds = rejection.RetryIn?.TotalMilliseconds,
        });
    }
}
