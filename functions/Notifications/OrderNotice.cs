using System.Text.Json;
using Shop.Contracts;
using Shop.Eventing;
using Shop.Eventing.Handling;

namespace Shop.Notifications;

/// <summary>
/// What a customer is to be told: that which the three decisions about an order have in common.
/// </summary>
/// <param name="EventId">
/// Id of the order event, in a form that headers and attributes carry; the webhook-id.
/// </param>
/// <param name="Source">CloudEvents <c>source</c> of the order event.</param>
/// <param name="Contract">Its type.</param>
/// <param name="Order">The order.</param>
/// <param name="CallbackUrl">Who is to be called; null for nobody.</param>
/// <param name="Shown">
/// The data that the customer sees. It fulfils the contract that <c>dataschema</c> names, so the customer id
/// is in it: it is the customer's own, and a receiver that serves several customers needs it. The callback
/// URL is left out: the receiver knows it, and it may hold a secret that should not reach the receiver's
/// logs.
/// </param>
public sealed record OrderNotice(
    string EventId, string Source, EventContract Contract, OrderId Order, Uri? CallbackUrl, JsonElement Shown)
{
    /// <summary>
    /// Of two notices about one order the one of higher rank is right. It follows from the type and not from
    /// the event's own attribute, which whoever publishes by hand may have left out.
    /// </summary>
    public int Rank => OrderStatuses.ImpliedBy(Contract) is { } status
        ? status.Rank()
        : throw new InvalidOperationException(
            $"Events of type {Contract} say nothing about an order's status.");

    public NotificationChannel Channel =>
        CallbackUrl is null ? NotificationChannel.Log : NotificationChannel.Webhook;

    public static OrderNotice Of<TData>(
        Received<TData> received,
        EventContract<TData> contract,
        OrderId order,
        Uri? callbackUrl,
        TData shown) =>
        new(
            AttributeText.IdOrHash(received.Id),
            received.Source,
            contract,
            order,
            callbackUrl,
            JsonSerializer.SerializeToElement(shown, contract.Json));
}
