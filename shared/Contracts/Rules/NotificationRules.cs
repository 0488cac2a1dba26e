using static Shop.Contracts.ContractLimits;

namespace Shop.Contracts.Rules;

/// <summary>What the data of notification events may be.</summary>
internal static class NotificationRules
{
    private const string OrderPrefix = "shop.order.";

    private static Member EventType { get; } = new("eventType", TextRule.Formed(
        "Type of the event that the notification is about.",
        EventContracts.OrderConfirmed.Type,
        "Must be the type of an order event: 'shop.order.', then lower-case letters, digits, '.' and '-'.",
        EventIdLengthMax,
        "^shop\\.order\\.[a-z.0-9-]+$",
        static text => text.StartsWith(OrderPrefix, StringComparison.Ordinal)
            && text.Length > OrderPrefix.Length
            && text.All(character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '-')));

    private static Member EventId { get; } = new("eventId", TextRule.Formed(
        "Id of that event, also the webhook-id.",
        "4648c29b63802c1b010f054578cca350",
        $"Must be 1 to {EventIdLengthMax} printable ASCII characters, no percent sign or quotation mark.",
        EventIdLengthMax,
        $"^{AttributeCharacters.Class}+$",
        AttributeCharacters.AreAll));

    private static Member Channel { get; } = new("channel", new ChoiceRule("How.", "log", "webhook"));

    private static Member CallbackUrl { get; } = new(
        "callbackUrl",
        TextRule.WebUrl("The URL called; absent for other channels.", "https://customer.example/orders"),
        Required: false);

    public static ObjectRule Delivered() => new(
        "The customer was told of an order event.",
        OrderRules.OrderId, EventType, EventId, Channel, CallbackUrl);

    public static ObjectRule Failed() => new(
        "The customer will not be told of an order event.",
        OrderRules.OrderId,
        EventType,
        EventId,
        Channel,
        ImageRules.Reason(NotificationFailureReasons.Gone),
        new("message", TextRule.Free(
            "A sentence for people.", "The receiver answered 410.", 1, MessageLengthMax)),
        CallbackUrl);
}
