using Google.Cloud.PubSub.V1;

namespace Shop.LocalCloud.PubSub;

/// <summary>
/// What the entries of the journal add up to; a restart and a running broker take the same way there.
/// </summary>
internal sealed class BrokerState
{
    internal SortedDictionary<string, Topic> Topics { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, SubscriptionQueue> Subscriptions { get; } = new(StringComparer.Ordinal);

    internal long IdsEnd { get; private set; } = 1;

    internal void Apply(JournalEntry entry)
    {
        switch (entry)
        {
            case IdsReserved(var end):
                IdsEnd = end;
                break;
            case TopicWritten(var topic):
                Topics[topic.Name] = topic;
                break;
            case TopicDeleted(var name):
                Topics.Remove(name);
                break;
            case SubscriptionWritten(var written):
                Write(written);
                break;
            case SubscriptionDeleted(var name):
                if (Subscriptions.Remove(name, out var gone)) gone.Wake();
                break;
            case Queued(var names, var message):
                Find(names).ForEach(queue => queue.Add(message));
                break;
            case Attempted(var name, var id, var attempts):
                Find([name]).ForEach(queue => queue.SetAttempts(id, attempts));
                break;
            case Removed(var name, var ids):
                Find([name]).ForEach(queue => ids.ToList().ForEach(queue.Remove));
                break;
        }
    }

    /// <summary>The shortest journal that leads to this state.</summary>
    internal IEnumerable<JournalEntry> Entries() =>
    [
        new IdsReserved(IdsEnd),
        .. Topics.Values.Select(topic => new TopicWritten(topic)),
        .. Subscriptions.Values.Select(queue => new SubscriptionWritten(queue.Settings)),
        .. Held().GroupBy(held => held.Queued.Number).OrderBy(group => group.Key).Select(group =>
            new Queued([.. group.Select(held => held.Subscription)], group.First().Queued.Message)),
        .. Held().Where(held => held.Queued.Attempts > 0).Select(held =>
            new Attempted(held.Subscription, held.Queued.Id, held.Queued.Attempts)),
    ];

    private IEnumerable<(string Subscription, QueuedMessage Queued)> Held() =>
        Subscriptions.Values.SelectMany(
            queue => queue.Messages, (queue, queued) => (queue.Settings.Name, queued));

    private void Write(Subscription written)
    {
        if (Subscriptions.TryGetValue(written.Name, out var queue))
        {
            queue.Settings = written;
            queue.Wake();
            return;
        }
        Subscriptions[written.Name] = new SubscriptionQueue(written);
    }

    private List<SubscriptionQueue> Find(IEnumerable<string> names) =>
        [.. names.Select(name => Subscriptions.GetValueOrDefault(name)).OfType<SubscriptionQueue>()];
}
