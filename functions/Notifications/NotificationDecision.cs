using Shop.Contracts;
using Shop.Eventing;
using Shop.Eventing.Handling;

namespace Shop.Notifications;

/// <summary>
/// Whether a receiver is called, and what is remembered and said of it afterwards. Each order event leads to
/// one notification event at most: about the webhook where the order has a callback URL, about the log where
/// not.
/// </summary>
public static class NotificationDecision
{
    /// <summary>Later the customer has long looked for themselves; to be told then only confuses.</summary>
    public static TimeSpan AgeMax { get; } = TimeSpan.FromHours(12);

    /// <returns>What came of it where nobody is to be called; null where the receiver is.</returns>
    public static Attempt? WithoutCall(OrderNotice notice, TimeSpan age, NotificationState? state)
    {
        var known = state ?? NotificationState.None;
        return notice.CallbackUrl is not { } url ? new Attempt.Logged()
            // As text: addresses that differ in their fragments are equal as URLs, and so are different
            // spellings.
            : known.GoneUrl == url.OriginalString ? new Attempt.GoneBefore()
            : known.Delivered?.Sequence > notice.Rank ? new Attempt.Superseded()
            : age > AgeMax ? new Attempt.Expired()
            : null;
    }

    public static Ruling Decide(OrderNotice notice, Attempt attempt, StateView view)
    {
        var key = NotificationState.KeyOf(notice.Order);
        // Read again since the call: meanwhile another notice may have been delivered, or refused for good.
        var state = view.Find(key) ?? NotificationState.None;
        return attempt switch
        {
            Attempt.Logged => new Ruling.Applied([], [Delivered(notice)]),
            Attempt.Delivered => new Ruling.Applied(
                state.Delivered?.Sequence >= notice.Rank
                    ? []
                    : [key.Set(state with { Delivered = new DeliveredNotice(notice.Rank, notice.EventId) })],
                [Delivered(notice)]),
            Attempt.Gone => new Ruling.Applied(
                [key.Set(state with { GoneUrl = notice.CallbackUrl!.OriginalString })],
                [Failed(notice, NotificationFailureReasons.Gone,
                    "The receiver answered 410: it wants no more notifications of this order.")]),
            Attempt.GoneBefore => Failure(notice, NotificationFailureReasons.Gone,
                "The receiver answered 410 to an earlier notification of this order; it was not called."),
            Attempt.Refused { Status: var status } => Failure(notice, NotificationFailureReasons.Refused,
                $"The receiver answered {status}, which repeating does not change"
                + (status is >= 300 and < 400 ? "; redirects are not followed." : ".")),
            Attempt.Forbidden { Message: var message } =>
                Failure(notice, NotificationFailureReasons.ForbiddenTarget, message),
            Attempt.Expired => Failure(notice, NotificationFailureReasons.Expired,
                $"The receiver took no attempt within {AgeMax.TotalHours:0} hours: it was not reached, its "
                + "certificate was not valid, or it answered 408, 429 or 5xx."),
            Attempt.Superseded => Ruling.Nothing,
            _ => throw new InvalidOperationException($"No rule for {attempt}."),
        };
    }

    private static Ruling.Applied Failure(OrderNotice notice, string reason, string message) =>
        new([], [Failed(notice, reason, message)]);

    private static OutgoingEvent Delivered(OrderNotice notice) => OutgoingEvent.Of(
        EventContracts.NotificationDelivered,
        notice.Order.Value,
        notice.Rank,
        new NotificationDelivered(
            notice.Order, notice.Contract.Type, notice.EventId, notice.Channel, notice.CallbackUrl));

    private static OutgoingEvent Failed(OrderNotice notice, string reason, string message) =>
        OutgoingEvent.Of(
        EventContracts.NotificationFailed,
        notice.Order.Value,
        notice.Rank,
        new NotificationFailed(
            notice.Order, notice.Contract.Type, notice.EventId, notice.Channel, reason, message,
                notice.CallbackUrl));
}
