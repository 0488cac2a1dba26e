using Google.Cloud.PubSub.V1;

namespace Shop.LocalCloud.PubSub;

internal sealed partial class Broker
{
    private static readonly IReadOnlySet<string> s_mutableOfTopics =
        new HashSet<string>(StringComparer.Ordinal) { "labels", "message_retention_duration" };

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

    internal async Task<Topic> CreateTopicAsync(Topic topic)
    {
        lock (_gate)
        {
            if (_state.Topics.ContainsKey(Rules.CheckTopic(topic.Name)))
            {
                throw Refusal.AlreadyExists(topic.Name);
            }
            Record(new TopicWritten(topic));
        }
        await _journal.DurableAsync();
        return topic;
    }

    internal async Task<Topic> UpdateTopicAsync(UpdateTopicRequest request)
    {
        Topic updated;
        lock (_gate)
        {
            var old = GetTopic(request.Topic?.Name ?? "");
            updated = UpdateMask.Apply(old, request.Topic!, request.UpdateMask, s_mutableOfTopics);
            Record(new TopicWritten(updated));
        }
        await _journal.DurableAsync();
        return updated;
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
    internal async Task DeleteTopicAsync(string name)
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
        await _journal.DurableAsync();
    }

    private List<string> SubscriptionsOf(string topic) =>
        [.. _state.Subscriptions.Values.Where(queue => queue.Settings.Topic == topic)
            .Select(queue => queue.Settings.Name)];
}
