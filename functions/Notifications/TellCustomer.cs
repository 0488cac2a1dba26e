using Microsoft.Extensions.Logging;
using Shop.Eventing.Handling;
using Shop.Notifications.Webhooks;

namespace Shop.Notifications;

/// <summary>
/// The effect: calls the receiver where there is one to be called, and always leaves a record in the log.
/// </summary>
public sealed class TellCustomer(WebhookClient webhooks, TimeProvider clock, ILogger<TellCustomer> logger)
{
    /// <exception cref="CallAgainException">Another attempt may succeed.</exception>
    public async Task<Attempt> TellAsync(
        OrderNotice notice, EffectContext context, CancellationToken cancellationToken)
    {
        try
        {
            var state = context.State.Find(NotificationState.KeyOf(notice.Order));
            var attempt = NotificationDecision.WithoutCall(notice, clock.GetUtcNow() - context.Time, state)
                ?? await CallAsync(notice, context, cancellationToken);
            Record(notice, attempt);
            return attempt;
        }
        catch (CallAgainException fault)
        {
            logger.NotYetTold(
                notice.Order.Value, notice.Contract.Type, notice.Channel, fault.Message, notice.EventId);
            throw;
        }
    }

    private Task<Attempt> CallAsync(
        OrderNotice notice, EffectContext context, CancellationToken cancellationToken) =>
        webhooks.CallAsync(
            notice,
            WebhookMessage.Of(notice, context.Time, context.Cause.TraceParent),
            cancellationToken);

    private void Record(OrderNotice notice, Attempt attempt)
    {
        var (order, type, channel, id) = (
            notice.Order.Value, notice.Contract.Type, notice.Channel, notice.EventId);
        switch (attempt)
        {
            case Attempt.Logged or Attempt.Delivered:
                logger.Told(order, type, channel, id);
                break;
            case Attempt.Superseded:
                logger.Superseded(order, type, channel, id);
                break;
            default:
                logger.NotTold(order, type, channel, attempt.GetType().Name, id);
                break;
        }
    }
}
