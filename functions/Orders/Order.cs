using System.Text.Json.Serialization;
using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing.Handling;

namespace Shop.Orders;

/// <summary>What is known of an order: at most one fact of each kind, in whatever order they came.</summary>
/// <param name="Placed">Who ordered what.</param>
/// <param name="Stock">What the inventory said.</param>
/// <param name="CancelledBy">Who asked for it to be cancelled; only its own customer's wish has an effect.</param>
public sealed record Order(OrderPlaced? Placed, StockAnswer? Stock, IReadOnlyList<CustomerId> CancelledBy)
{
    /// <summary>Before an order is placed nobody knows whose it is; no honest order is cancelled by so many.</summary>
    public const int CancelledByMax = 10;

    public static Order Unknown { get; } = new(null, null, []);

    /// <summary>
    /// What the facts imply; null before the order is placed. Cancelled is top: a confirmed order may still become it.
    /// </summary>
    [JsonIgnore]
    public OrderStatus? Status =>
        Placed is null ? null
        : CancelledBy.Contains(Placed.CustomerId) ? OrderStatus.Cancelled
        : Stock is null ? OrderStatus.Placed
        : Stock.Shortages.Count > 0 ? OrderStatus.Rejected
        : Stock.Reserved.SequenceEqual(Placed.Lines) ? OrderStatus.Confirmed
        // Two placements of one id raced, and the inventory saw the other one first: what it promised is given back.
        : OrderStatus.Cancelled;

    public static DocumentKey<Order> KeyOf(OrderId order) =>
        new(new DocumentName($"orders/{order.Value}"), OrderJson.Default.Order);
}

/// <summary>The inventory's answer.</summary>
/// <param name="Reserved">What is promised, one line for each SKU; empty where something lacked.</param>
/// <param name="Shortages">What lacked; empty where everything is promised.</param>
public sealed record StockAnswer(IReadOnlyList<OrderLine> Reserved, IReadOnlyList<Shortage> Shortages)
{
    public bool Equals(StockAnswer? other) =>
        other is not null && Reserved.SequenceEqual(other.Reserved) && Shortages.SequenceEqual(other.Shortages);

    public override int GetHashCode() => HashCode.Combine(Reserved.Count, Shortages.Count);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Order))]
internal sealed partial class OrderJson : JsonSerializerContext;
