using System.Globalization;
using Google.Cloud.PubSub.V1;

namespace Shop.LocalCloud.PubSub;

/// <summary>
/// The unacknowledged messages of one subscription, oldest first. Who pulls a message has it on lease; when
/// the lease ends unacknowledged, the message is there again. Used under the broker's lock.
/// </summary>
internal sealed class SubscriptionQueue(Subscription settings)
{
    /// <summary>Nobody may ever pull a subscription; what it keeps must not fill the machine.</summary>
    internal const int MessagesMax = 10_000;

    /// <inheritdoc cref="MessagesMax"/>
    internal const long BytesMax = 256 * 1024 * 1024;

    private const int AckDeadlineSecondsDefault = 10;
    private const char AckIdSeparator = '-';

    private readonly OrderedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private TaskCompletionSource _arrival = NewArrival();
    private long _bytes;

    internal Subscription Settings { get; set; } = settings;

    /// <summary>Completes when something is put in; then asks again.</summary>
    internal Task Arrival => _arrival.Task;

    internal int Count => _entries.Count;

    internal IEnumerable<PubsubMessage> Messages => _entries.Values.Select(entry => entry.Message);

    internal void Add(PubsubMessage message)
    {
        _entries.Add(message.MessageId, new Entry(message));
        _bytes += message.CalculateSize();
        Wake();
    }

    /// <summary>The oldest messages, as many as must go to make room.</summary>
    internal List<string> Overflow()
    {
        var (count, bytes) = (_entries.Count, _bytes);
        List<string> ids = [];
        foreach (var (id, entry) in _entries)
        {
            if (count <= MessagesMax && bytes <= BytesMax)
            {
                break;
            }
            ids.Add(id);
            count--;
            bytes -= entry.Message.CalculateSize();
        }
        return ids;
    }

    internal void Remove(string id)
    {
        if (_entries.Remove(id, out var entry))
        {
            _bytes -= entry.Message.CalculateSize();
        }
    }

    /// <summary>Leases the oldest free messages for the subscription's ack deadline.</summary>
    internal List<ReceivedMessage> Lease(int count, DateTimeOffset now)
    {
        var seconds =
            Settings.AckDeadlineSeconds == 0 ? AckDeadlineSecondsDefault : Settings.AckDeadlineSeconds;
        var leased = _entries.Values.Where(entry => entry.LeaseEnd <= now).Take(count).ToList();
        foreach (var entry in leased)
        {
            entry.Deliveries++;
            entry.LeaseEnd = now.AddSeconds(seconds);
        }
        return
        [
            .. leased.Select(entry => new ReceivedMessage { AckId = entry.AckId, Message = entry.Message }),
        ];
    }

    /// <returns>When the first lease ends; null where none runs.</returns>
    internal DateTimeOffset? NextLeaseEnd(DateTimeOffset now) => _entries.Values
        .Where(entry => entry.LeaseEnd > now).Min(entry => (DateTimeOffset?)entry.LeaseEnd);

    /// <summary>
    /// The message that an ack id speaks of, if it is still here: an acknowledgement after the lease has
    /// ended may count, says Pub/Sub, and here it does.
    /// </summary>
    internal string? Find(string ackId)
    {
        if (ackId.Split(AckIdSeparator) is not [var id, var delivery]
            || !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            || !int.TryParse(delivery, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw Refusal.Invalid($"Invalid ack id (ack_id={ackId})");
        }
        return _entries.ContainsKey(id) ? id : null;
    }

    internal void MoveLeaseEnd(string id, DateTimeOffset end)
    {
        _entries[id].LeaseEnd = end;
        Wake();
    }

    /// <summary>Lets those who wait look again: for a message, or because the subscription is gone.</summary>
    internal void Wake()
    {
        _arrival.TrySetResult();
        _arrival = NewArrival();
    }

    private static TaskCompletionSource NewArrival() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Entry(PubsubMessage message)
    {
        internal PubsubMessage Message => message;

        internal DateTimeOffset LeaseEnd { get; set; } = DateTimeOffset.MinValue;

        internal int Deliveries { get; set; }

        internal string AckId => string.Create(
            CultureInfo.InvariantCulture, $"{message.MessageId}{AckIdSeparator}{Deliveries}");
    }
}
