using System.Globalization;

namespace Shop.Benchmarks;

/// <summary>
/// How messages came to functions: how long they waited to be sent, and how long until they were answered.
/// </summary>
internal static class Deliveries
{
    public static void Print(IReadOnlyList<FeedEntry> entries)
    {
        var table = new Table(
            "subscription", "handled", "failed attempts", "waits, ms: p50", "p99", "is handled, ms: p50",
            "p99");
        var names = entries.Select(entry => entry.Delivery?.Subscription).OfType<string>();
        foreach (var name in names.Distinct().Order())
        {
            var (waits, handled) = Of(entries, name, _ => true);
            table.Add(
                name, Text(waits.Values.Count, "0"), Text(Failed(entries, name), "0"),
                Text(waits.Median, "0.0"), Text(waits.Quantile(0.99), "0.0"),
                Text(handled.Median, "0.0"), Text(handled.Quantile(0.99), "0.0"));
        }
        table.Print();
    }

    /// <returns>
    /// In milliseconds, of each message that was handled: from its publication until the attempt that
    /// succeeded was sent, and how long that took.
    /// </returns>
    public static (Samples Waits, Samples Handled) Of(
        IReadOnlyList<FeedEntry> entries, string subscription, Predicate<FeedEntry> wanted)
    {
        var published = entries.Where(entry => entry.IsPublished)
            .ToDictionary(entry => entry.Message!.MessageId, entry => entry.Time);
        var delivered = entries
            .Where(entry => entry.IsDelivered && entry.Delivery!.Subscription == subscription && wanted(entry)
                && published.ContainsKey(entry.Message!.MessageId))
            .ToList();
        return (
            new Samples("waits", [.. delivered.Select(entry =>
                (entry.Started - published[entry.Message!.MessageId]).TotalMilliseconds)]),
            new Samples("is handled", [.. delivered.Select(entry => entry.Delivery!.DurationMilliseconds)]));
    }

    public static int Failed(IReadOnlyList<FeedEntry> entries, string subscription) =>
        entries.Count(entry => entry.IsFailed && entry.Delivery?.Subscription == subscription);

    private static string Text(double value, string format) =>
        value.ToString(format, CultureInfo.InvariantCulture);
}
