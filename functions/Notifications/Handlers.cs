using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing.Handling;

namespace Shop.Notifications;

/// <summary>
/// What the function listens to: the decisions about orders. That one was placed, its customer knows.
/// </summary>
public static class Handlers
{
    /// <summary>Names the inbox and the source of what is said; it never changes.</summary>
    public const string Function = "notifications";

    /// <param name="tell">The effect: tells the customer.</param>
    public static IReadOnlyList<EventRoute> All(
        Func<OrderNotice, EffectContext, CancellationToken, Task<Attempt>> tell) =>
    [
        On(EventContracts.OrderConfirmed, tell, said =>
            (said.OrderId, said.CallbackUrl, said with { CallbackUrl = null })),
        On(EventContracts.OrderRejected, tell, said =>
            (said.OrderId, said.CallbackUrl, said with { CallbackUrl = null })),
        On(EventContracts.OrderCancelled, tell, said =>
            (said.OrderId, said.CallbackUrl, said with { CallbackUrl = null })),
    ];

    private static EventRoute<TData, Attempt> On<TData>(
        EventContract<TData> contract,
        Func<OrderNotice, EffectContext, CancellationToken, Task<Attempt>> tell,
        Func<TData, (OrderId Order, Uri? CallbackUrl, TData Shown)> read)
    {
        return new EventRoute<TData, Attempt>(
            contract,
            data => (DocumentName[])[NotificationState.KeyOf(read(data).Order).Name],
            (received, context, cancellationToken) => tell(Notice(received), context, cancellationToken),
            (received, attempt, state) => NotificationDecision.Decide(Notice(received), attempt, state));

        OrderNotice Notice(Received<TData> received)
        {
            var (order, callbackUrl, shown) = read(received.Data);
            return OrderNotice.Of(received, contract, order, callbackUrl, shown);
        }
    }
}
