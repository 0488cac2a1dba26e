using System.Text.Json;
using Shop.Contracts;
using Shop.Documents;

namespace Shop.ReadModels;

/// <summary>
/// All that is known of an order, as it is stored: the facts, merged so that every order of their arrival
/// gives the same document. Readers want the <see cref="OrderView"/> that follows from it.
/// </summary>
/// <param name="Id">The order.</param>
/// <param name="Statement">What the order event of highest rank says; absent while none is known.</param>
/// <param name="Timeline">
/// The earliest <see cref="TimelineMax"/> events by <see cref="TimelineEntry.Position"/>. Also those of
/// people whose order it is not: whose it is may turn out later.
/// </param>
public sealed record OrderHistory(
    OrderId Id, OrderStatement? Statement, IReadOnlyList<TimelineEntry> Timeline)
{
    /// <summary>
    /// Entries kept. An honest order has about ten. The earliest rather than the latest, so that nobody
    /// pushes the beginning of a story out of it; and since the time of an entry only ever becomes earlier,
    /// what was left out once is never missed later.
    /// </summary>
    public const int TimelineMax = 200;

    private static readonly CollectionName _collection = new("order-views");

    /// <summary>Where the document of an order lies.</summary>
    public static DocumentName NameOf(OrderId order) => _collection.Document(order.Value);

    /// <returns>Null where the document is missing.</returns>
    public static OrderHistory? Read(Document document) =>
        document.Exists ? document.Data.Deserialize(ReadModelsJson.Default.OrderHistory) : null;
}

/// <summary>What one order event says of an order.</summary>
/// <param name="Status">The status that the event implies.</param>
/// <param name="Customer">Whose order it is.</param>
/// <param name="Lines">One line per SKU, ordered by SKU, whatever the event wrote.</param>
/// <param name="Time">The earliest CloudEvents <c>time</c>, in UTC, that it was seen with.</param>
/// <param name="EventKey"><see cref="TimelineEntry.Key"/> of the event.</param>
/// <param name="Shortages">What lacked; of rejections only.</param>
/// <param name="CallbackUrl">Who is called; absent for nobody.</param>
public sealed record OrderStatement(
    OrderStatus Status,
    CustomerId Customer,
    IReadOnlyList<OrderLine> Lines,
    DateTimeOffset Time,
    string EventKey,
    IReadOnlyList<Shortage>? Shortages = null,
    Uri? CallbackUrl = null);
