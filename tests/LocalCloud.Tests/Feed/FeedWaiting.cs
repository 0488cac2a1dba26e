using Shop.LocalCloud.Feed;
using Shop.LocalCloud.Tests.Hosting;

namespace Shop.LocalCloud.Tests.Feed;

internal static class FeedWaiting
{
    /// <summary>The nth entry of that kind, once it is there.</summary>
    public static async Task<FeedEntry> WaitForAsync(
        this EventFeed feed, FeedKind kind, int nth = 1, Func<FeedEntry, bool>? wanted = null)
    {
        using var patience = new CancellationTokenSource(Patience.Bound);
        await foreach (var entry in feed.FollowAsync(0, patience.Token))
        {
            if (entry.Kind == kind && wanted?.Invoke(entry) != false && --nth == 0)
            {
                return entry;
            }
        }
        throw new InvalidOperationException("The feed has ended.");
    }
}
