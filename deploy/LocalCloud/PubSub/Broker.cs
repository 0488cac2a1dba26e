using System.Globalization;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Shop.LocalCloud.Feed;

namespace Shop.LocalCloud.PubSub;

/// <summary>
/// What is published, and what is done with it. The other parts of this class are topics, subscriptions,
/// pulls, and what pushes ask of it.
/// </summary>
internal sealed partial class Broker : IDisposable
{
    // Reserved in the journal at a time, so that not every message writes a line for its id.
    private const int IdsReserve = 10_000;

    private readonly Lock _gate = new();
    private readonly BrokerState _state = new();
    private readonly Dictionary<string, Queue<RecentMessage>> _recent = new(StringComparer.Ordinal);
    private readonly BrokerFeed _feed;
    private readonly TimeProvider _clock;
    private readonly Action<string> _log;
    private readonly Journal _journal;
    private long _nextId;

    internal Broker(EventFeed feed, TimeProvider clock, string dataFolder, Action<string> log)
    {
        (_feed, _clock, _log) = (new BrokerFeed(feed), clock, log);
        _journal = Journal.Open(dataFolder);
        var unreadable = 0;
        foreach (var entry in _journal.Read(() => unreadable++))
        {
            _state.Apply(entry);
        }
        if (unreadable > 0)
        {
            log($"Pub/Sub: {unreadable} line(s) of its journal cannot be read, and are forgotten.");
        }
        _nextId = _state.IdsEnd;
        _state.Apply(new IdsReserved(_nextId + IdsReserve));
        _journal.Rewrite(_state.Entries());
    }

    /// <summary>Acknowledges what is on the disk, and nothing else.</summary>
    internal async Task<PublishResponse> PublishAsync(PublishRequest request)
    {
        var response = new PublishResponse();
        Task durable;
        lock (_gate)
        {
            GetTopic(request.Topic);
            Rules.Check(request);
            if (SubscriptionsOf(request.Topic).Find(name => _state.Subscriptions[name].IsFull) is { } full)
            {
                throw Refusal.Full(
                    $"{full} holds as much as it can, and its endpoint does not take it. Nothing is dropped: "
                    + "mend the endpoint or delete the subscription, then publish again.");
            }
            response.MessageIds.Add(request.Messages.Select(message => Enqueue(request.Topic, message)));
            durable = SubscriptionsOf(request.Topic).Count > 0 ? _journal.DurableAsync() : Task.CompletedTask;
        }
        await durable;
        return response;
    }

    /// <summary>The last messages of each topic, newest last.</summary>
    internal Dictionary<string, RecentMessage[]> Recent()
    {
        lock (_gate)
        {
            return _state.Topics.Keys.ToDictionary(
                name => name,
                name => _recent.TryGetValue(name, out var messages) ? messages.ToArray() : []);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _journal.Dispose();
        }
    }

    private string Enqueue(string topic, PubsubMessage given)
    {
        // Early, so that the reservation is on the disk long before an id of it is seen by anyone.
        if (_state.IdsEnd - _nextId < IdsReserve / 2)
        {
            Record(new IdsReserved(_state.IdsEnd + IdsReserve));
        }
        var message = given.Clone();
        message.MessageId = _nextId++.ToString(CultureInfo.InvariantCulture);
        message.PublishTime = Timestamp.FromDateTimeOffset(_clock.GetUtcNow());
        var subscriptions = SubscriptionsOf(topic);
        if (subscriptions.Count > 0)
        {
            Record(new Queued(subscriptions, message));
            subscriptions.ForEach(MakeRoom);
        }
        Remember(topic, message);
        _feed.Published(
            topic, message, subscriptions.Count,
            subscriptions.Count(name => _state.Subscriptions[name].IsPush));
        return message.MessageId;
    }

    private void Remember(string topic, PubsubMessage message)
    {
        if (!_recent.TryGetValue(topic, out var messages))
        {
            _recent.Add(topic, messages = new Queue<RecentMessage>());
        }
        if (messages.Count == RecentMessage.PerTopicMax)
        {
            messages.Dequeue();
        }
        messages.Enqueue(new RecentMessage(
            message.MessageId, message.PublishTime.ToDateTimeOffset(), message.Attributes.ToDictionary(),
            ByteString.CopyFrom(
                message.Data.Span[..Math.Min(message.Data.Length, RecentMessage.StartBytesMax)]),
            message.Data.Length));
    }

    private void MakeRoom(string subscription)
    {
        var queue = _state.Subscriptions[subscription];
        DropOld(queue);
        Drop(queue, queue.Overflow(), "nobody pulls this subscription");
    }

    private void DropOld(SubscriptionQueue queue)
    {
        var retention = queue.Settings.MessageRetentionDuration.ToTimeSpan();
        Drop(
            queue, queue.OlderThan(_clock.GetUtcNow() - retention),
            $"not acknowledged within {retention.TotalHours:0.#} hours");
    }

    private void Drop(SubscriptionQueue queue, List<string> ids, string why)
    {
        if (ids.Count == 0)
        {
            return;
        }
        Record(new Removed(queue.Settings.Name, ids));
        _feed.Dropped(queue.Settings.Name, ids.Count, why);
        _log($"Pub/Sub: {queue.Settings.Name} dropped {ids.Count} message(s): {why}.");
    }

    private void Record(JournalEntry entry)
    {
        _state.Apply(entry);
        _journal.Append(entry);
        if (!_journal.IsLong)
        {
            return;
        }
        try
        {
            _journal.Rewrite(_state.Entries());
        }
        catch (IOException fault)
        {
            _journal.PutOffRewrite();
            _log($"Pub/Sub: its journal grows, and cannot be written anew: {fault.Message}");
        }
    }
}
