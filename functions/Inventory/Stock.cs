using System.Text.Json.Serialization;
using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing;
using Shop.Eventing.Handling;

namespace Shop.Inventory;

/// <summary>How much there is of a SKU. Counters only: the document of a SKU must not grow with its orders.</summary>
/// <param name="Available">Free to be reserved; never negative.</param>
/// <param name="Reserved">Promised to orders; never negative.</param>
/// <param name="Revision">Rises by one with each change.</param>
public sealed record Stock(long Available, long Reserved, long Revision)
{
    public static Stock None { get; } = new(0, 0, 0);

    public static DocumentKey<Stock> KeyOf(Sku sku) =>
        new(new DocumentName($"stock/{sku.Value}"), InventoryJson.Default.Stock);

    public Stock Reserve(int quantity) => Move(checked(Available - quantity), checked(Reserved + quantity));

    public Stock Release(int quantity) => Move(checked(Available + quantity), checked(Reserved - quantity));

    public Stock Restock(int quantity) => Move(checked(Available + quantity), Reserved);

    public OutgoingEvent LevelChanged(Sku sku) => OutgoingEvent.Of(
        EventContracts.InventoryLevelChanged, sku.Value, Revision,
        new InventoryLevelChanged(sku, Available, Reserved, Revision));

    private Stock Move(long available, long reserved) => available < 0 || reserved < 0
        ? throw new InvalidOperationException($"Stock would become {available} available and {reserved} reserved.")
        : new Stock(available, reserved, Revision + 1);
}

/// <summary>What became of an order's wish, for ever.</summary>
/// <param name="Status">See <see cref="ReservationStatus"/>.</param>
/// <param name="Lines">The order's lines, one for each SKU; empty where it was cancelled before it was placed.</param>
public sealed record Reservation(ReservationStatus Status, IReadOnlyList<OrderLine> Lines)
{
    public static DocumentKey<Reservation> KeyOf(OrderId order) =>
        new(new DocumentName($"reservations/{order.Value}"), InventoryJson.Default.Reservation);
}

[JsonConverter(typeof(JsonStringEnumConverter<ReservationStatus>))]
public enum ReservationStatus
{
    /// <summary>All lines are promised.</summary>
    Reserved,

    /// <summary>Some line lacked stock; none is promised, and none ever will be.</summary>
    Rejected,

    /// <summary>They were promised, and given back when the order was cancelled.</summary>
    Released,

    /// <summary>Cancelled before it was placed: a later placement reserves nothing.</summary>
    Blocked,
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Stock))]
[JsonSerializable(typeof(Reservation))]
internal sealed partial class InventoryJson : JsonSerializerContext;
