using System.Text.Json.Serialization;

namespace Shop.Contracts;

/// <summary>
/// Where an order stands. Not the order of the names counts but <see cref="OrderStatuses.Rank"/>.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderStatus>))]
public enum OrderStatus
{
    /// <summary>Asked for, not yet decided.</summary>
    [JsonStringEnumMemberName("placed")]
    Placed,

    /// <summary>All lines are reserved.</summary>
    [JsonStringEnumMemberName("confirmed")]
    Confirmed,

    /// <summary>Nothing is reserved, since something lacks.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected,

    /// <summary>Void for ever.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}

/// <summary>What the statuses mean for each other, and which event says which.</summary>
public static class OrderStatuses
{
    /// <summary>
    /// An order only ever moves to a higher rank, so of two events about it the one of higher rank is right,
    /// in whatever sequence they arrive. It is also the <c>sequence</c> of order events.
    /// </summary>
    /// <returns>1–3. Confirmed and rejected share a rank: no order is ever both.</returns>
    public static int Rank(this OrderStatus status) => status switch
    {
        OrderStatus.Placed => 1,
        OrderStatus.Confirmed => 2,
        OrderStatus.Rejected => 2,
        OrderStatus.Cancelled => 3,
    };

    /// <returns>
    /// The status that an event says the order has; null for requests, and for events of other things.
    /// </returns>
    public static OrderStatus? ImpliedBy(EventContract contract) =>
        contract == EventContracts.OrderPlaced ? OrderStatus.Placed
        : contract == EventContracts.OrderConfirmed ? OrderStatus.Confirmed
        : contract == EventContracts.OrderRejected ? OrderStatus.Rejected
        : contract == EventContracts.OrderCancelled ? OrderStatus.Cancelled
        : null;
}
