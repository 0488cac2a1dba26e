using Shop.LocalCloud.Feed;
using Shop.LocalCloud.Tests.Hosting;

namespace Shop.LocalCloud.Tests.Feed;

public sealed class EventFeedTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly CancellationTokenSource _stop = new();

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task KeptEntries_ComeFirstAndInOrder()
    {
        var feed = new EventFeed(_clock);
        feed.Append(FeedKind.ObjectWritten, "gs://uploads", "first", "id-1", "type-1");
        feed.Append(FeedKind.Delivered, "Resize", "second");
        await using var reader = feed.FollowAsync(0, _stop.Token).GetAsyncEnumerator();

        var first = await NextAsync(reader);
        var second = await NextAsync(reader);
        var third = NextAsync(reader);
        feed.Append(FeedKind.ObjectDeleted, "gs://uploads", "third");

        Assert.Equal(
            (FeedKind.ObjectWritten, "gs://uploads", "first", "id-1", "type-1"),
            (first.Kind, first.Place, first.Summary, first.EventId, first.EventType));
        Assert.Equal(_clock.GetUtcNow(), first.Time);
        Assert.Equal(first.Number + 1, second.Number);
        Assert.Equal(("third", first.Number + 2), ((await third).Summary, (await third).Number));
    }

    [Fact]
    public async Task ReaderThatComesBack_GetsWhatItMissed()
    {
        var feed = new EventFeed(_clock);
        feed.Append(FeedKind.Delivered, "a", "seen");
        await using var before = feed.FollowAsync(0, _stop.Token).GetAsyncEnumerator();
        var seen = await NextAsync(before);
        feed.Append(FeedKind.Delivered, "a", "missed");

        await using var after = feed.FollowAsync(seen.Number, _stop.Token).GetAsyncEnumerator();

        Assert.Equal("missed", (await NextAsync(after)).Summary);
    }

    [Fact]
    public async Task ReaderOfAnEarlierRun_GetsAllOfThisOne()
    {
        var earlier = new EventFeed(_clock);
        earlier.Append(FeedKind.Delivered, "a", "earlier 1");
        earlier.Append(FeedKind.Delivered, "a", "earlier 2");
        await using var before = earlier.FollowAsync(0, _stop.Token).GetAsyncEnumerator();
        await NextAsync(before);
        var last = await NextAsync(before);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var feed = new EventFeed(_clock);
        feed.Append(FeedKind.Delivered, "a", "this run");

        await using var after = feed.FollowAsync(last.Number, _stop.Token).GetAsyncEnumerator();

        Assert.Equal("this run", (await NextAsync(after)).Summary);
    }

    [Fact]
    public async Task OldEntries_FallOut()
    {
        var feed = new EventFeed(_clock);
        for (var count = 0; count < EventFeed.EntriesMax + 3; count++)
        {
            feed.Append(FeedKind.Delivered, "a", $"{count}");
        }

        await using var reader = feed.FollowAsync(0, _stop.Token).GetAsyncEnumerator();

        Assert.Equal("3", (await NextAsync(reader)).Summary);
    }

    [Fact]
    public async Task ReaderThatEnds_EndsItsStream()
    {
        var feed = new EventFeed(_clock);
        await using var reader = feed.FollowAsync(0, _stop.Token).GetAsyncEnumerator();
        var next = reader.MoveNextAsync().AsTask();

        await _stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(Patience.Bound));
    }

    private static async Task<FeedEntry> NextAsync(IAsyncEnumerator<FeedEntry> reader)
    {
        Assert.True(await reader.MoveNextAsync().AsTask().WaitAsync(Patience.Bound));
        return reader.Current;
    }
}
