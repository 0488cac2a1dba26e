using System.Globalization;
using Shop.Contracts;

namespace Shop.Benchmarks;

/// <summary>An order, from the request that published it to the look that found it confirmed.</summary>
internal sealed record Journey(string Order, DateTimeOffset Sent, DateTimeOffset Seen);

/// <summary>Where the time of an order goes: along the path on which each step leads to the next.</summary>
internal static class FlowStages
{
    /// <summary>The subscription by which Views learns that an order is confirmed.</summary>
    public const string ToViews = "orders-to-views";

    private const string ToInventory = "orders-to-inventory";
    private const string ToOrders = "inventory-to-orders";

    private static readonly string[] _names =
    [
        "published: the request reaches the topic",
        "waits for Inventory",
        "Inventory handles, until it says 'reserved'",
        "waits for Orders",
        "Orders handles, until it says 'confirmed'",
        "waits for Views",
        "Views handles, until it acknowledges",
        "the feed tells, and a look finds it",
    ];

    public static void Print(IReadOnlyList<FeedEntry> entries, IReadOnlyList<Journey> journeys)
    {
        var published = entries.Where(entry => entry.IsPublished && entry.Message!.Subject is not null)
            .ToLookup(entry => (entry.EventType!, entry.Message!.Subject!));
        var delivered = entries.Where(entry => entry.IsDelivered)
            .ToLookup(entry => (entry.Delivery!.Subscription, entry.Message!.MessageId));
        var moments = journeys.Select(journey => Moments(journey, published, delivered)).ToList();
        var usual = moments.OfType<DateTimeOffset[]>().ToList();
        var whole = new Samples(
            "all", [.. journeys.Select(journey => (journey.Seen - journey.Sent).TotalMilliseconds)]);
        var table = new Table(
            "from the publication to the settled view, ms", "p50", "p99", "p99 / p50", "share of the time");
        foreach (var (step, name) in _names.Index())
        {
            var times = usual.Select(each => (each[step + 1] - each[step]).TotalMilliseconds);
            Add(name, new Samples(name, [.. times]));
        }
        Add("all", whole);
        table.Print();
        Console.WriteLine(
            $"  {journeys.Count - usual.Count} of {journeys.Count} orders were confirmed by their placement, "
            + "which came to Orders after 'reserved'; they count in the last line only.");

        void Add(string name, Samples samples) => table.Add(
            name, Text(samples.Median, "0.0"), Text(samples.Quantile(0.99), "0.0"),
            Text(samples.Quantile(0.99) / samples.Median, "0.0"),
            Text(samples.Values.Average() * samples.Values.Count / whole.Values.Sum(), "0.00"));
    }

    /// <returns>Null where the placement came to Orders after the answer of the stock.</returns>
    private static DateTimeOffset[]? Moments(
        Journey journey,
        ILookup<(string, string), FeedEntry> published,
        ILookup<(string, string), FeedEntry> delivered)
    {
        var placed = Said(EventContracts.OrderPlaced);
        var reserved = Said(EventContracts.InventoryReserved);
        var confirmed = Said(EventContracts.OrderConfirmed);
        if (confirmed.Message!.CausationId != reserved.EventId)
        {
            return null;
        }
        var views = Handled(ToViews, confirmed);
        return
        [
            journey.Sent, placed.Time, Handled(ToInventory, placed).Started, reserved.Time,
            Handled(ToOrders, reserved).Started, confirmed.Time, views.Started, views.Time, journey.Seen,
        ];

        FeedEntry Said(EventContract contract) =>
            published[(contract.Type, journey.Order)].FirstOrDefault()
            ?? throw new InvalidDataException(
                $"The feed did not tell of {contract} of order {journey.Order}.");

        FeedEntry Handled(string subscription, FeedEntry message) =>
            delivered[(subscription, message.Message!.MessageId)].FirstOrDefault()
            ?? throw new InvalidDataException(
                $"The feed did not tell how {message.EventId} came by {subscription}.");
    }

    private static string Text(double value, string format) =>
        value.ToString(format, CultureInfo.InvariantCulture);
}
