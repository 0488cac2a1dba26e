using System.Globalization;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Shop.LocalCloud.Feed;

namespace Shop.LocalCloud.PubSub;

/// <summary>
/// Topics, and what is published to them. Subscriptions are in the other half of this class.
/// </summary>
internal sealed partial class Broker : IDisposable
{
    // Reserved at a time in the journal, so that not every message writes a line for its id.
    private const int IdsReserve = 10_000;

    private readonly Lock _gate = new();
    private readonly BrokerState _state = new();
    private readonly Dictionary<string, Queue<RecentMessage>> _recent = new(StringComparer.Ordinal);
    private readonly EventFeed _feed;
    private readonly TimeProvider _clock;
    private readonly Journal _journal;
    private long _nextId;

    internal Broker(EventFeed feed, TimeProvider clock, string dataFolder)
    {
        _feed = feed;
        _clock = clock;
        _journal = Journal.Open(dataFolder);
        foreach (var entry in _journal.Read())
        {
            _state.Apply(entry);
        }
        _nextId = _state.IdsEnd;
        _journal.Rewrite(_state.Entries());
    }

    /// <summary>Makes sure that there is such a topic.</summary>
    internal void EnsureTopic(string name)
    {
        lock (_gate)
        {
            if (!_state.Topics.ContainsKey(Rules.CheckTopic(name)))
            {
                Record(new TopicWritten(new Topic { Name = name }));
            }
        }
    }

    internal Topic CreateTopic(Topic topic)
    {
        lock (_gate)
        {
            if (_state.Topics.ContainsKey(Rules.CheckTopic(topic.Name)))
            {
                throw Refusal.AlreadyExists(topic.Name);
            }
            Record(new TopicWritten(topic));
            return topic;
        }
    }

    internal Topic GetTopic(string name)
    {
        lock (_gate)
        {
            return _state.Topics.GetValueOrDefault(Rules.CheckTopic(name)) ?? throw Refusal.NotFound(name);
        }
    }

    internal ListTopicsResponse ListTopics(ListTopicsRequest request)
    {
        lock (_gate)
        {
            var page = Page.Of(
                _state.Topics.Keys.Where(name => Page.IsIn(request.Project, name)),
                request.PageSize, request.PageToken);
            return new ListTopicsResponse
            {
                Topics = { page.Names.Select(name => _state.Topics[name]) },
                NextPageToken = page.NextToken,
            };
        }
    }

    internal ListTopicSubscriptionsResponse ListTopicSubscriptions(ListTopicSubscriptionsRequest request)
    {
        lock (_gate)
        {
            GetTopic(request.Topic);
            var page = Page.Of(SubscriptionsOf(request.Topic), request.PageSize, request.PageToken);
            return new ListTopicSubscriptionsResponse
            {
                Subscriptions = { page.Names },
                NextPageToken = page.NextToken,
            };
        }
    }

    /// <summary>Its subscriptions stay, with what they hold, and say that their topic is gone.</summary>
    internal void DeleteTopic(string name)
    {
        lock (_gate)
        {
            GetTopic(name);
            foreach (var subscription in SubscriptionsOf(name))
            {
                var orphan = _state.Subscriptions[subscription].Settings.Clone();
                orphan.TopicAsTopicName = TopicName.FromDeletedTopic();
                Record(new SubscriptionWritten(orphan));
            }
            Record(new TopicDeleted(name));
            _recent.Remove(name);
        }
    }

    internal PublishResponse Publish(PublishRequest request)
    {
        lock (_gate)
        {
            GetTopic(request.Topic);
            Rules.Check(request);
            return new PublishResponse
            {
                MessageIds = { request.Messages.Select(message => Publish(request.Topic, message)) },
            };
        }
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

    private string Publish(string topic, PubsubMessage given)
    {
        if (_nextId == _state.IdsEnd)
        {
            Record(new IdsReserved(_nextId + IdsReserve));
        }
        var message = given.Clone();
        message.MessageId = _nextId++.ToString(CultureInfo.InvariantCulture);
        message.PublishTime = Timestamp.FromDateTimeOffset(_clock.GetUtcNow());
        var subscriptions = SubscriptionsOf(topic);
        if (subscriptions.Count > 0)
        {
            Record(new Queued(subscriptions, message));
            MakeRoom(subscriptions);
        }
        Remember(topic, message);
        var id = message.Attributes.GetValueOrDefault("ce-id");
        _feed.Append(
            FeedKind.MessagePublished, TopicName.Parse(topic).TopicId,
            $"message {message.MessageId}, {message.Data.Length} bytes, "
            + $"to {subscriptions.Count} subscription(s)",
            id, message.Attributes.GetValueOrDefault("ce-type"));
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

    private void Record(JournalEntry entry)
    {
        _journal.Append(entry);
        _state.Apply(entry);
        if (_journal.IsLong(_state.EntriesMax))
        {
            _journal.Rewrite(_state.Entries());
        }
    }
}
