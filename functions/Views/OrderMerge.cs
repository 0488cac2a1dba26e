using System.Text.Json;
using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing.Handling;
using Shop.ReadModels;

namespace Shop.Views;

/// <summary>
/// Adds an event to what is known of an order. Whatever the order in which events come, and however often, the
/// same documents result: what is kept is always that which comes first in an order that lies in the events
/// themselves.
/// </summary>
public static class OrderMerge
{
    /// <summary>Where the order stands in its customer's list, and where it stood: both may change.</summary>
    public static IReadOnlyList<DocumentName> ReadsMore(OrderId order, OrderFact fact, StateView state)
    {
        var known = state.Find(KeyOf(order));
        return [.. Listings(known, Next(order, fact, known)).Distinct()];
    }

    public static Ruling Merge(OrderId order, OrderFact fact, StateView state)
    {
        var key = KeyOf(order);
        var known = state.Find(key);
        var next = Next(order, fact, known);
        if (known is not null && Text(known) == Text(next))
        {
            return Ruling.Nothing;
        }
        // As long as nobody knows whose the order is, it is in no list; it moves with its time and customer.
        var (before, after) = (ListingOf(known), ListingOf(next));
        var changes = new List<StateChange> { key.Set(next) };
        if (before != after && before is { } old)
        {
            changes.Add(ListingKey(old).Remove());
        }
        if (before != after && after is { } current)
        {
            changes.Add(ListingKey(current).Set(new OrderListing(order)));
        }
        return new Ruling.Applied(changes, []);
    }

    private static OrderHistory Next(OrderId order, OrderFact fact, OrderHistory? known) => new(
        order,
        Stronger(known?.Statement, fact.Statement),
        Timeline(known?.Timeline ?? [], fact.Entry));

    // An order only ever moves to a higher rank. Of two placements the earlier counts, until an event of higher
    // rank tells which of them was taken.
    private static OrderStatement? Stronger(params OrderStatement?[] statements) => statements
        .OfType<OrderStatement>()
        .OrderByDescending(said => said.Status.Rank())
        .ThenBy(said => said.Time)
        .ThenBy(said => said.EventKey, StringComparer.Ordinal)
        .ThenBy(Text, StringComparer.Ordinal)
        .FirstOrDefault();

    // Copies of an event are one entry, with the earliest of their times.
    private static IReadOnlyList<TimelineEntry> Timeline(
        IReadOnlyList<TimelineEntry> known, TimelineEntry added) =>
    [
        .. known.Append(added)
            .OrderBy(entry => entry.Position, StringComparer.Ordinal)
            .ThenBy(Text, StringComparer.Ordinal)
            .DistinctBy(entry => entry.Key)
            .Take(OrderHistory.TimelineMax),
    ];

    private static IEnumerable<DocumentName> Listings(params OrderHistory?[] histories) =>
        histories.Select(ListingOf).OfType<DocumentName>();

    private static DocumentName? ListingOf(OrderHistory? history) =>
        OrderView.Of(history) is { } order ? OrderListing.NameOf(order) : null;

    private static DocumentKey<OrderHistory> KeyOf(OrderId order) =>
        new(OrderHistory.NameOf(order), ReadModelsJson.Default.OrderHistory);

    private static DocumentKey<OrderListing> ListingKey(DocumentName name) =>
        new(name, ReadModelsJson.Default.OrderListing);

    private static string Text(OrderHistory history) =>
        JsonSerializer.Serialize(history, ReadModelsJson.Default.OrderHistory);

    private static string Text(OrderStatement statement) =>
        JsonSerializer.Serialize(statement, ReadModelsJson.Default.OrderStatement);

    private static string Text(TimelineEntry entry) =>
        JsonSerializer.Serialize(entry, ReadModelsJson.Default.TimelineEntry);
}
