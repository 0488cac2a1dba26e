namespace Shop.EndToEnd.Orders;

/// <summary>Waiting until everything that was set in motion has come to rest.</summary>
internal static class Settling
{
    // Far beyond what it takes: it only turns a hang into a failure that says what is still open.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(4);

    /// <exception cref="TimeoutException">Names the invariants that do not hold.</exception>
    public static async Task UntilAsync(TopicWatch watch, Ledger ledger, Books books)
    {
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            while (!ledger.IsSettled)
            {
                ledger.Hear(await watch.NextAsync().WaitAsync(_patience));
            }
        }
        catch (TimeoutException)
        {
            // Nothing comes any more: the books say what is still open.
        }
        IReadOnlyList<string> broken;
        do
        {
            broken = await books.BrokenAsync();
        }
        while (broken.Count > 0 && TimeProvider.System.GetElapsedTime(started) < _patience);
        if (broken.Count > 0)
        {
            throw new TimeoutException("Not as it must be: " + string.Join("; ", broken.Take(20)));
        }
    }

    /// <exception cref="TimeoutException">Of some SKU there is no stock.</exception>
    public static async Task UntilStockedAsync(Books books)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await books.MissingAsync() is { Count: > 0 } missing)
        {
            if (TimeProvider.System.GetElapsedTime(started) > _patience)
            {
                throw new TimeoutException("No stock of " + string.Join(", ", missing));
            }
        }
    }
}
