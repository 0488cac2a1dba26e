using Google.Cloud.PubSub.V1;
using Shop.LocalCloud.Feed;
using Shop.LocalCloud.PubSub.Push;

namespace Shop.LocalCloud.PubSub;

internal sealed partial class Broker
{
    // As long as Pub/Sub keeps a pull waiting when there is nothing to give.
    private static readonly TimeSpan s_pullWaitMax = TimeSpan.FromSeconds(90);

    /// <summary>
    /// Waits for a first message, unless the caller wants an answer at once; then gives what is there.
    /// </summary>
    internal async Task<PullResponse> PullAsync(
        string name, int maxMessages, bool returnImmediately, CancellationToken cancellationToken)
    {
        if (maxMessages <= 0)
        {
            throw Refusal.Invalid($"max_messages must be positive, not {maxMessages}.");
        }
        var end = _clock.GetUtcNow() + s_pullWaitMax;
        while (true)
        {
            Task arrival;
            TimeSpan wait;
            lock (_gate)
            {
                var now = _clock.GetUtcNow();
                var queue = Queue(name);
                var messages = Pull(queue, maxMessages, now);
                if (messages.Count > 0 || returnImmediately || now >= end)
                {
                    return new PullResponse { ReceivedMessages = { messages } };
                }
                arrival = queue.Arrival;
                wait = (queue.NextFreeAt is { } next && next < end ? next : end) - now;
            }
            await SignalAsync(arrival, wait, cancellationToken);
        }
    }

    internal void Acknowledge(AcknowledgeRequest request)
    {
        lock (_gate)
        {
            var found = Found(request.Subscription, request.AckIds);
            if (found.Count > 0)
            {
                Record(new Removed(request.Subscription, [.. found.Select(queued => queued.Id)]));
            }
        }
    }

    /// <summary>
    /// A deadline of zero gives the message back, after the wait of the retry policy if any.
    /// </summary>
    internal void ModifyAckDeadline(ModifyAckDeadlineRequest request)
    {
        if (request.AckDeadlineSeconds is < 0 or > SubscriptionRules.AckDeadlineSecondsMax)
        {
            throw Refusal.Invalid(
                $"ack_deadline_seconds must be 0 to {SubscriptionRules.AckDeadlineSecondsMax}.");
        }
        lock (_gate)
        {
            var queue = Queue(request.Subscription);
            var end = _clock.GetUtcNow().AddSeconds(request.AckDeadlineSeconds);
            foreach (var queued in Found(request.Subscription, request.AckIds))
            {
                queue.GiveBack(queued, end + PullRetryDelay(queue.Settings, queued));
            }
        }
    }

    private List<ReceivedMessage> Pull(SubscriptionQueue queue, int count, DateTimeOffset now)
    {
        var leaseEnd = now.AddSeconds(queue.Settings.AckDeadlineSeconds);
        var isCounted = queue.Settings.DeadLetterPolicy is not null;
        List<ReceivedMessage> pulled = [];
        foreach (var queued in TakeFree(queue, count, now))
        {
            queued.Attempts++;
            if (isCounted)
            {
                Record(new Attempted(queue.Settings.Name, queued.Id, queued.Attempts));
            }
            queue.GiveBack(queued, leaseEnd + PullRetryDelay(queue.Settings, queued));
            pulled.Add(new ReceivedMessage
            {
                AckId = AckId.Of(queued),
                Message = queued.Message,
                DeliveryAttempt = isCounted ? queued.Attempts : 0,
            });
        }
        return pulled;
    }

    /// <summary>Free messages; what has used up its attempts goes to the dead letters instead.</summary>
    private List<QueuedMessage> TakeFree(SubscriptionQueue queue, int count, DateTimeOffset now)
    {
        DropOld(queue);
        List<QueuedMessage> taken = [];
        while (taken.Count < count && queue.NextFree(now) is { } queued)
        {
            if (IsExhausted(queue, queued) && DeadLetterAway(queue, queued))
            {
                _feed.Failed(queue.Settings, queued.Message, new FeedDelivery(
                    BrokerFeed.SubscriptionId(queue.Settings.Name), Function: null, Endpoint: null,
                    queued.Attempts, Fault: "not acknowledged", DeadLettered: true));
                continue;
            }
            queue.Take(queued);
            taken.Add(queued);
        }
        return taken;
    }

    private static TimeSpan PullRetryDelay(Subscription settings, QueuedMessage queued) =>
        settings.RetryPolicy is null
            ? TimeSpan.Zero
            : RetryDelay.After(settings, queued.Id, Math.Max(1, queued.Attempts));

    private List<QueuedMessage> Found(string subscription, IEnumerable<string> ackIds)
    {
        var queue = Queue(subscription);
        return [.. ackIds.Select(AckId.MessageOf).Distinct().Select(queue.Find).OfType<QueuedMessage>()];
    }

    private async Task SignalAsync(Task arrival, TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            await arrival.WaitAsync(wait, _clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // A lease has ended or the wait is over; the caller looks again.
        }
    }
}
