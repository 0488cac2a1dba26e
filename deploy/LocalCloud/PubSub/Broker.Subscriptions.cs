using Google.Cloud.PubSub.V1;
using Shop.LocalCloud.Feed;

namespace Shop.LocalCloud.PubSub;

internal sealed partial class Broker
{
    // As long as Pub/Sub keeps a pull waiting when there is nothing to give.
    private static readonly TimeSpan s_pullWaitMax = TimeSpan.FromSeconds(90);

    internal Subscription CreateSubscription(Subscription subscription)
    {
        Rules.CheckSubscription(subscription.Name);
        Rules.Check(subscription);
        lock (_gate)
        {
            if (_state.Subscriptions.ContainsKey(subscription.Name))
            {
                throw Refusal.AlreadyExists(subscription.Name);
            }
            GetTopic(subscription.Topic);
            var written = subscription.Clone();
            written.PushConfig ??= new PushConfig();
            if (written.AckDeadlineSeconds == 0) written.AckDeadlineSeconds = Rules.AckDeadlineSecondsMin;
            Record(new SubscriptionWritten(written));
            return written;
        }
    }

    internal Subscription GetSubscription(string name)
    {
        lock (_gate)
        {
            return Queue(name).Settings;
        }
    }

    internal ListSubscriptionsResponse ListSubscriptions(ListSubscriptionsRequest request)
    {
        lock (_gate)
        {
            var page = Page.Of(
                _state.Subscriptions.Keys.Where(name => Page.IsIn(request.Project, name)),
                request.PageSize, request.PageToken);
            return new ListSubscriptionsResponse
            {
                Subscriptions = { page.Names.Select(name => _state.Subscriptions[name].Settings) },
                NextPageToken = page.NextToken,
            };
        }
    }

    internal void DeleteSubscription(string name)
    {
        lock (_gate)
        {
            Queue(name);
            Record(new SubscriptionDeleted(name));
        }
    }

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
                var messages = queue.Lease(maxMessages, now);
                if (messages.Count > 0 || returnImmediately || now >= end)
                {
                    return new PullResponse { ReceivedMessages = { messages } };
                }
                arrival = queue.Arrival;
                wait = (queue.NextLeaseEnd(now) is { } next && next < end ? next : end) - now;
            }
            await SignalAsync(arrival, wait, cancellationToken);
        }
    }

    internal void Acknowledge(AcknowledgeRequest request)
    {
        lock (_gate)
        {
            var ids = Found(request.Subscription, request.AckIds);
            if (ids.Count > 0)
            {
                Record(new Removed(request.Subscription, ids));
            }
        }
    }

    /// <summary>A deadline of zero gives the message back at once.</summary>
    internal void ModifyAckDeadline(ModifyAckDeadlineRequest request)
    {
        if (request.AckDeadlineSeconds is < 0 or > Rules.AckDeadlineSecondsMax)
        {
            throw Refusal.Invalid($"ack_deadline_seconds must be 0 to {Rules.AckDeadlineSecondsMax}.");
        }
        lock (_gate)
        {
            var queue = Queue(request.Subscription);
            var end = _clock.GetUtcNow().AddSeconds(request.AckDeadlineSeconds);
            foreach (var id in Found(request.Subscription, request.AckIds))
            {
                queue.MoveLeaseEnd(id, end);
            }
        }
    }

    private List<string> SubscriptionsOf(string topic) =>
        [.. _state.Subscriptions.Values.Where(queue => queue.Settings.Topic == topic)
            .Select(queue => queue.Settings.Name)];

    private SubscriptionQueue Queue(string name) =>
        _state.Subscriptions.GetValueOrDefault(Rules.CheckSubscription(name)) ?? throw Refusal.NotFound(name);

    private List<string> Found(string subscription, IEnumerable<string> ackIds)
    {
        var queue = Queue(subscription);
        return [.. ackIds.Select(queue.Find).OfType<string>().Distinct()];
    }

    private void MakeRoom(IEnumerable<string> subscriptions)
    {
        foreach (var name in subscriptions)
        {
            var dropped = Queue(name).Overflow();
            if (dropped.Count > 0)
            {
                Record(new Removed(name, dropped));
                _feed.Append(
                    FeedKind.DeliveryFailed, SubscriptionName.Parse(name).SubscriptionId,
                    $"{dropped.Count} message(s) dropped: nobody pulls this subscription");
            }
        }
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
