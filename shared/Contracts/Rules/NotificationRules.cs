using static Shop.Contracts.ContractLimits;

namespace Shop.Contracts.Rules;

/// <summary>What the data of notification events may be.</summary>
internal static class NotificationRules
{
    private static Member EventType { get; } = new("eventType", TextRule.Formed(
        "Type of the event that the notification is about.",
        EventContracts.OrderConfirmed.Type,
        $"Must be the type of an order event: 'shop.order.', words and a version, {EventIdLengthMax} characters at most.",
        EventIdLengthMax,
        "^shop\\.order\\.[a-z.0-9-]+$",
        static text => text.StartsWith("shop.order.", StringComparison.Ordinal)
            && text.Length > "shop.order.".Length
            && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '.' or '-')));

    private static Member EventId { get; } = new("eventId", TextRule.Formed(
        "Id of that event, also the webhook-id.",
        "4648c29b63802c1b010f054578cca350",
        $"Must be 1 to {EventIdLengthMax} printable ASCII characters without percent sign and quotation mark.",
        EventIdLengthMax,
        "^[ -!#-$&-~]+$",
        static text => text.All(character => character is >= ' ' and <= '~' and not '%' and not '"')));

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
        new("message", TextRule.Free("A sentence for people.", "The receiver answered 410.", 1, MessageLengthMax)),
        CallbackUrl);
}
