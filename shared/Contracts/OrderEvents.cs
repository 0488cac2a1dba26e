namespace Shop.Contracts;

/// <summary>A number of units of one SKU.</summary>
/// <param name="Sku">What is ordered.</param>
/// <param name="Quantity">Units, 1–<see cref="ContractLimits.LineQuantityMax"/>.</param>
public sealed record OrderLine(Sku Sku, int Quantity);

/// <summary>A SKU of which there was too little.</summary>
/// <param name="Sku">What was ordered.</param>
/// <param name="Requested">Units that the order asked for, all its lines of the SKU together.</param>
/// <param name="Available">
/// Units that could have been had; 0 also for a SKU that nobody has ever stocked.
/// </param>
public sealed record Shortage(Sku Sku, int Requested, long Available);

/// <summary>Data of <see cref="EventContracts.OrderPlaced"/>: a customer asked for goods.</summary>
/// <param name="OrderId">Id of the order, also the event's subject.</param>
/// <param name="CustomerId">Who asked.</param>
/// <param name="Lines">
/// What for: 1–<see cref="ContractLimits.OrderLinesMax"/> lines as they were written; a SKU may occur in
/// several, see <see cref="OrderLines.Merge"/>.
/// </param>
/// <param name="CallbackUrl">
/// Absolute http or https URL, up to <see cref="ContractLimits.CallbackUrlLengthMax"/> characters, that is
/// told about the order; whoever calls it decides whether plain http is allowed. Absent: nobody is called.
/// </param>
public sealed record OrderPlaced(
    OrderId OrderId, CustomerId CustomerId, IReadOnlyList<OrderLine> Lines, Uri? CallbackUrl = null);

/// <summary>
/// Data of <see cref="EventContracts.OrderCancellationRequested"/>: a customer asked that an order be
/// cancelled. It may be seen before the placement; a cancellation of an order that is never placed leads to
/// nothing.
/// </summary>
/// <param name="OrderId">Id of the order, also the event's subject.</param>
/// <param name="CustomerId">Who asked.</param>
public sealed record OrderCancellationRequested(OrderId OrderId, CustomerId CustomerId);

/// <summary>Data of <see cref="EventContracts.OrderConfirmed"/>: all lines are reserved.</summary>
/// <param name="OrderId">Id of the order, also the event's subject.</param>
/// <param name="CustomerId">Whose order it is.</param>
/// <param name="Lines">What is reserved.</param>
/// <param name="CallbackUrl">As in <see cref="OrderPlaced"/>.</param>
public sealed record OrderConfirmed(
    OrderId OrderId, CustomerId CustomerId, IReadOnlyList<OrderLine> Lines, Uri? CallbackUrl = null);

/// <summary>
/// Data of <see cref="EventContracts.OrderRejected"/>: nothing is reserved, since something lacks.
/// </summary>
/// <param name="OrderId">Id of the order, also the event's subject.</param>
/// <param name="CustomerId">Whose order it is.</param>
/// <param name="Lines">What was asked for.</param>
/// <param name="Shortages">What lacked; at least one.</param>
/// <param name="CallbackUrl">As in <see cref="OrderPlaced"/>.</param>
public sealed record OrderRejected(
    OrderId OrderId,
    CustomerId CustomerId,
    IReadOnlyList<OrderLine> Lines,
    IReadOnlyList<Shortage> Shortages,
    Uri? CallbackUrl = null);

/// <summary>
/// Data of <see cref="EventContracts.OrderCancelled"/>: the order is void and will stay so. Said only of
/// orders that were placed; a confirmed order may still become cancelled.
/// </summary>
/// <param name="OrderId">Id of the order, also the event's subject.</param>
/// <param name="CustomerId">Whose order it was.</param>
/// <param name="Lines">What was asked for.</param>
/// <param name="CallbackUrl">As in <see cref="OrderPlaced"/>.</param>
public sealed record OrderCancelled(
    OrderId OrderId, CustomerId CustomerId, IReadOnlyList<OrderLine> Lines, Uri? CallbackUrl = null);
