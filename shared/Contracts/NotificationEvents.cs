using System.Text.Json.Serialization;

namespace Shop.Contracts;

/// <summary>How a customer is told.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NotificationChannel>))]
public enum NotificationChannel
{
    /// <summary>A record in the log.</summary>
    [JsonStringEnumMemberName("log")]
    Log,

    /// <summary>A signed request to the order's callback URL.</summary>
    [JsonStringEnumMemberName("webhook")]
    Webhook,
}

/// <summary>
/// Data of <see cref="EventContracts.NotificationDelivered"/>: the customer was told of an order event. It
/// does not say how many attempts that took, since a push subscription does not tell the receiver.
/// </summary>
/// <param name="OrderId">Id of the order, also the event's subject.</param>
/// <param name="EventType">CloudEvents type of the event that the customer was told of.</param>
/// <param name="EventId">Its id, which is also the <c>webhook-id</c>.</param>
/// <param name="Channel">How.</param>
/// <param name="CallbackUrl">The URL that took it; absent for other channels.</param>
public sealed record NotificationDelivered(
    OrderId OrderId, string EventType, string EventId, NotificationChannel Channel, Uri? CallbackUrl = null);

/// <summary>Data of <see cref="EventContracts.NotificationFailed"/>: the customer will not be told.</summary>
/// <param name="OrderId">Id of the order, also the event's subject.</param>
/// <param name="EventType">CloudEvents type of the event that the customer should have been told of.</param>
/// <param name="EventId">Its id, which is also the <c>webhook-id</c>.</param>
/// <param name="Channel">How they should have been told.</param>
/// <param name="Reason">
/// One of <see cref="NotificationFailureReasons"/>; readers must expect ones yet unknown.
/// </param>
/// <param name="Message">
/// A sentence for people, up to <see cref="ContractLimits.MessageLengthMax"/> characters.
/// </param>
/// <param name="CallbackUrl">The URL that did not take it; absent for other channels.</param>
public sealed record NotificationFailed(
    OrderId OrderId,
    string EventType,
    string EventId,
    NotificationChannel Channel,
    string Reason,
    string Message,
    Uri? CallbackUrl = null);

/// <summary>Why nobody will try any more to tell the customer.</summary>
public static class NotificationFailureReasons
{
    /// <summary>The receiver answered 410: it wants no more of these.</summary>
    public const string Gone = "gone";

    /// <summary>
    /// The receiver answered with a status that repeating does not change: 3xx, or 4xx other than 429.
    /// </summary>
    public const string Refused = "refused";

    /// <summary>
    /// The URL leads to an address that must not be called, or is plain http where https is asked for.
    /// </summary>
    public const string ForbiddenTarget = "forbidden-target";

    /// <summary>The receiver took no attempt until the notification was too old to be of use.</summary>
    public const string Expired = "expired";
}
