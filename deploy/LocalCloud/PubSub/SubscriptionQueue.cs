using Google.Cloud.PubSub.V1;

namespace Shop.LocalCloud.PubSub;

/// <summary>
/// The unacknowledged messages of one subscription. One that is delivered is not free until its lease ends,
/// or until the delivery gives it back. Used under the broker's lock.
/// </summary>
internal sealed class SubscriptionQueue(Subscription settings)
{
    /// <summary>
    /// Nobody may ever pull a subscription; what it keeps must not fill the machine, so the oldest go.
    /// </summary>
    internal const int PullMessagesMax = 10_000;

    /// <inheritdoc cref="PullMessagesMax"/>
    internal const long PullBytesMax = 256 * 1024 * 1024;

    /// <summary>
    /// What a function has not handled is never dropped for room: beyond this, publishing is refused.
    /// </summary>
    internal const int PushMessagesMax = 200_000;

    /// <inheritdoc cref="PushMessagesMax"/>
    internal const long PushBytesMax = 512 * 1024 * 1024;

    // Below this, looking through the list costs nothing.
    private const int ArrivalsKeptMin = 1024;

    private static readonly Comparer<QueuedMessage> s_byAvailability =
        Comparer<QueuedMessage>.Create((a, b) => a.AvailableAt != b.AvailableAt
            ? a.AvailableAt.CompareTo(b.AvailableAt)
            : a.Number.CompareTo(b.Number));

    private readonly Dictionary<string, QueuedMessage> _all = new(StringComparer.Ordinal);
    private readonly SortedSet<QueuedMessage> _waiting = new(s_byAvailability);
    private Queue<QueuedMessage> _arrivals = new();
    private TaskCompletionSource _arrival = NewArrival();
    private long _bytes;

    internal Subscription Settings { get; set; } = settings;

    internal bool IsPush => Settings.PushConfig is { PushEndpoint.Length: > 0 };

    /// <summary>Completes when there may be something new to do; then ask for the next one.</summary>
    internal Task Arrival => _arrival.Task;

    internal int Count => _all.Count;

    internal IEnumerable<QueuedMessage> Messages => _all.Values.OrderBy(queued => queued.Number);

    /// <summary>When the first message that is not being pushed is free; null where there is none.</summary>
    internal DateTimeOffset? NextFreeAt => _waiting.Min?.AvailableAt;

    internal bool IsFull => IsPush && (_all.Count >= PushMessagesMax || _bytes >= PushBytesMax);

    internal void Add(PubsubMessage message)
    {
        var queued = new QueuedMessage(message);
        _all.Add(queued.Id, queued);
        _waiting.Add(queued);
        _arrivals.Enqueue(queued);
        _bytes += queued.Bytes;
        Wake();
    }

    internal QueuedMessage? Find(string id) => _all.GetValueOrDefault(id);

    internal void Remove(string id)
    {
        if (!_all.Remove(id, out var queued))
        {
            return;
        }
        _waiting.Remove(queued);
        _bytes -= queued.Bytes;
        queued.IsGone = true;
        if (_arrivals.Count > ArrivalsKeptMin && _arrivals.Count / 2 > _all.Count)
        {
            _arrivals = new Queue<QueuedMessage>(_arrivals.Where(one => !one.IsGone));
        }
    }

    internal void SetAttempts(string id, int attempts)
    {
        if (Find(id) is { } queued)
        {
            queued.Attempts = attempts;
        }
    }

    /// <summary>The free message that has waited longest.</summary>
    internal QueuedMessage? NextFree(DateTimeOffset now) =>
        _waiting.Min is { } first && first.AvailableAt <= now ? first : null;

    /// <summary>Not free until it is given back.</summary>
    internal void Take(QueuedMessage queued) => _waiting.Remove(queued);

    /// <summary>Free from then on.</summary>
    internal void GiveBack(QueuedMessage queued, DateTimeOffset availableAt)
    {
        // The set is ordered by the time that changes here.
        _waiting.Remove(queued);
        queued.AvailableAt = availableAt;
        _waiting.Add(queued);
        Wake();
    }

    /// <summary>Ends all waits between attempts, as when a function has just started.</summary>
    internal void EndWaits(DateTimeOffset now)
    {
        foreach (var queued in _waiting.Where(queued => queued.AvailableAt > now).ToList())
        {
            GiveBack(queued, now);
        }
        Wake();
    }

    /// <summary>The oldest messages that must go to make room.</summary>
    internal List<string> Overflow()
    {
        var (count, bytes) = (_all.Count, _bytes);
        List<string> ids = [];
        foreach (var queued in _arrivals)
        {
            if (IsPush || (count <= PullMessagesMax && bytes <= PullBytesMax))
            {
                break;
            }
            if (!queued.IsGone)
            {
                ids.Add(queued.Id);
                count--;
                bytes -= queued.Bytes;
            }
        }
        return ids;
    }

    /// <summary>The messages that were published before a time; messages come in that order.</summary>
    internal List<string> OlderThan(DateTimeOffset time)
    {
        while (_arrivals.TryPeek(out var first) && first.IsGone)
        {
            _arrivals.Dequeue();
        }
        return
        [
            .. _arrivals.TakeWhile(queued => queued.Message.PublishTime.ToDateTimeOffset() < time)
                .Where(queued => !queued.IsGone).Select(queued => queued.Id),
        ];
    }

    /// <summary>Lets those who wait look again: for a message, or because the subscription is gone.</summary>
    internal void Wake()
    {
        _arrival.TrySetResult();
        _arrival = NewArrival();
    }

    private static TaskCompletionSource NewArrival() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
