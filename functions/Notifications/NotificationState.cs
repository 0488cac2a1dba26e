using System.Text.Json.Serialization;
using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing.Handling;

namespace Shop.Notifications;

/// <summary>What the receiver of an order's notices has said so far.</summary>
/// <param name="Delivered">The notice of the highest rank that it took; absent for none.</param>
/// <param name="GoneUrl">The URL that answered 410, as it was written; absent for none.</param>
public sealed record NotificationState(DeliveredNotice? Delivered, string? GoneUrl)
{
    public static NotificationState None { get; } = new(null, null);

    public static DocumentKey<NotificationState> KeyOf(OrderId order) =>
        new(new DocumentName($"notifications/{order.Value}"), NotificationsJson.Default.NotificationState);
}

/// <summary>A notice that was taken.</summary>
/// <param name="Sequence">Its rank.</param>
/// <param name="EventId">Its webhook-id.</param>
public sealed record DeliveredNotice(int Sequence, string EventId);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NotificationState))]
internal sealed partial class NotificationsJson : JsonSerializerContext;
