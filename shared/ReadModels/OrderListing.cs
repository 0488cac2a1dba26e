using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shop.Contracts;
using Shop.Documents;

namespace Shop.ReadModels;

/// <summary>
/// An order in the list of its customer, newest first. It holds the id alone, and whoever lists reads the
/// orders of a page with one call more. A summary in here would cost a second write with every change of an
/// order, and a write costs as much as three reads; and it could contradict the order.
/// </summary>
/// <remarks>
/// A page and the orders that it names may be of two moments: leave out an order whose
/// <see cref="OrderView"/> is missing, or names another customer.
/// </remarks>
/// <param name="Order">The order.</param>
public sealed record OrderListing(OrderId Order)
{
    /// <summary>
    /// The orders of a customer; listed by page, the newest come first. Customers are hashed: an id may hold
    /// what a name may not.
    /// </summary>
    public static CollectionName CollectionOf(CustomerId customer) => new(
        $"orders-of/{Hash(customer)}/orders");

    /// <summary>Where an order stands in the list of its customer.</summary>
    public static DocumentName NameOf(OrderView order) => CollectionOf(order.Customer).Document(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{DateTimeOffset.MaxValue.UtcTicks - order.CreatedAt.UtcTicks:D19}-{order.Id.Value}"));

    /// <param name="document">One of a page.</param>
    public static OrderListing Read(Document document) =>
        document.Data.Deserialize(ReadModelsJson.Default.OrderListing)
        ?? throw new JsonException($"{document.Name} is no order in a list.");

    private static string Hash(CustomerId customer) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(customer.Value)));
}
