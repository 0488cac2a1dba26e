using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Shop.LocalCloud.Feed;

/// <summary>
/// The last <see cref="EntriesMax"/> things that happened, and a live view of the next ones.
/// </summary>
public sealed class EventFeed(TimeProvider clock)
{
    /// <summary>
    /// What a person scrolls through; older entries fall out, so that a long run costs no memory.
    /// </summary>
    public const int EntriesMax = 500;

    // A reader that falls behind this far misses entries rather than hold up the cloud.
    private const int ReaderBacklogMax = 1000;

    private readonly Lock _gate = new();
    private readonly Queue<FeedEntry> _recent = new();
    private readonly List<Channel<FeedEntry>> _readers = [];

    // A page that outlives a run asks the next one for what came after a number of the former; so numbers go
    // on rising from run to run.
    private long _last = clock.GetUtcNow().ToUnixTimeMilliseconds();

    public void Append(
        FeedKind kind, string place, string summary, string? eventId = null, string? eventType = null,
        FeedMessage? message = null, FeedDelivery? delivery = null, string? subject = null)
    {
        lock (_gate)
        {
            var entry = new FeedEntry(
                ++_last, clock.GetUtcNow(), kind, place, summary, eventId, eventType, message, delivery,
                subject);
            _recent.Enqueue(entry);
            if (_recent.Count > EntriesMax)
            {
                _recent.Dequeue();
            }
            foreach (var reader in _readers)
            {
                reader.Writer.TryWrite(entry);
            }
        }
    }

    /// <summary>
    /// The kept entries after number <paramref name="after"/>, then the next ones as they happen.
    /// </summary>
    public async IAsyncEnumerable<FeedEntry> FollowAsync(
        long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<FeedEntry>(
            new BoundedChannelOptions(ReaderBacklogMax) { FullMode = BoundedChannelFullMode.DropOldest });
        FeedEntry[] kept;
        lock (_gate)
        {
            kept = [.. _recent.Where(entry => entry.Number > after)];
            _readers.Add(channel);
        }
        try
        {
            foreach (var entry in kept)
            {
                yield return entry;
            }
            await foreach (var entry in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return entry;
            }
        }
        finally
        {
            lock (_gate)
            {
                _readers.Remove(channel);
            }
        }
    }
}
