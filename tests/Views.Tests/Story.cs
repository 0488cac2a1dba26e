using System.Text.Json;
using Shop.Contracts;
using Shop.Documents;
using Shop.ReadModels;
using Shop.Testing;

namespace Shop.Views.Tests;

/// <summary>An event with the envelope that it comes in.</summary>
internal sealed record Told(string Id, DateTimeOffset Time, Action<DecisionRun, string, DateTimeOffset> Apply)
{
    public static Told Of<TData>(EventContract<TData> contract, TData data, string id, int minute) =>
        new(id, Story.At(minute), (run, as_, time) => run.Apply(contract, data, as_, time));

    /// <summary>Published once more: the same id, another time.</summary>
    public Told Later(int minutes) => this with { Time = Time.AddMinutes(minutes) };
}

/// <summary>Orders, and everything that can be said of one.</summary>
internal static class Story
{
    public static readonly OrderId Order = OrderId.Parse("00000000-0000-7000-8000-000000000001");
    public static readonly CustomerId Anna = CustomerId.Parse("anna");
    public static readonly CustomerId Mallory = CustomerId.Parse("mallory");
    public static readonly Sku Mug = Sku.Parse("mug");

    private static readonly IReadOnlyList<OrderLine> _lines = [new(Mug, 2), new(Sku.Parse("hat"), 1), new(Mug, 1)];

    public static Told Placed { get; } = PlacedBy(Anna, "placed", 1);

    public static Told Reserved { get; } = Told.Of(
        EventContracts.InventoryReserved, new InventoryReserved(Order, OrderLines.Merge(_lines)), "reserved", 2);

    public static Told Confirmed { get; } = Told.Of(
        EventContracts.OrderConfirmed,
        new OrderConfirmed(Order, Anna, OrderLines.Merge(_lines), new Uri("https://anna.example/?a=1")),
        "confirmed",
        3);

    public static Told Delivered { get; } = Told.Of(
        EventContracts.NotificationDelivered,
        new NotificationDelivered(Order, EventContracts.OrderConfirmed.Type, "confirmed", NotificationChannel.Log),
        "delivered",
        4);

    public static Told CancellationRequested { get; } = RequestedBy(Anna, "requested", 5);

    public static Told Cancelled { get; } = Told.Of(
        EventContracts.OrderCancelled, new OrderCancelled(Order, Anna, OrderLines.Merge(_lines)), "cancelled", 6);

    public static Told Released { get; } = Told.Of(
        EventContracts.InventoryReleased, new InventoryReleased(Order, OrderLines.Merge(_lines)), "released", 7);

    public static Told NotDelivered { get; } = Told.Of(
        EventContracts.NotificationFailed,
        new NotificationFailed(
            Order, EventContracts.OrderCancelled.Type, "cancelled", NotificationChannel.Webhook,
            NotificationFailureReasons.Gone, new string('x', ContractLimits.MessageLengthMax)),
        "not-delivered",
        8);

    public static Told Refused { get; } = Told.Of(
        EventContracts.InventoryRejected, new InventoryRejected(Order, [new Shortage(Mug, 3, 1)]), "refused", 2);

    public static Told Rejected { get; } = Told.Of(
        EventContracts.OrderRejected,
        new OrderRejected(Order, Anna, OrderLines.Merge(_lines), [new Shortage(Mug, 3, 1)]),
        "rejected",
        3);

    public static DateTimeOffset At(int minute) => new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.Zero).AddMinutes(minute);

    public static Told PlacedBy(CustomerId customer, string id, int minute) => Told.Of(
        EventContracts.OrderPlaced,
        new OrderPlaced(Order, customer, _lines, new Uri("https://anna.example/?a=1")),
        id,
        minute);

    public static Told RequestedBy(CustomerId customer, string id, int minute) => Told.Of(
        EventContracts.OrderCancellationRequested, new OrderCancellationRequested(Order, customer), id, minute);

    public static Told DeliveredAs(string id, int minute) => Delivered with { Id = id, Time = At(minute) };

    public static DecisionRun Tell(params IEnumerable<Told> story)
    {
        var run = new DecisionRun(Handlers.All);
        foreach (var told in story)
        {
            told.Apply(run, told.Id, told.Time);
        }
        return run;
    }

    public static OrderView? View(this DecisionRun run) => OrderView.Of(run.State.TryGetValue(
        OrderHistory.NameOf(Order), out var data) ? data.Deserialize(ReadModelsJson.Default.OrderHistory) : null);

    /// <summary>Names of the list entries of a customer, as pages give them.</summary>
    public static IReadOnlyList<DocumentName> ListOf(this DecisionRun run, CustomerId customer) =>
    [
        .. run.State.Keys
            .Where(name => name.Collection == OrderListing.CollectionOf(customer))
            .OrderBy(name => name.Id, StringComparer.Ordinal),
    ];

    /// <summary>All documents as text.</summary>
    public static string Text(this DecisionRun run) => string.Join('\n', run.State
        .OrderBy(pair => pair.Key.Path, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key} {pair.Value.GetRawText()}"));
}
