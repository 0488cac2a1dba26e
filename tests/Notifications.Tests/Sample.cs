using Shop.Contracts;

namespace Shop.Notifications.Tests;

/// <summary>An order and what is said of it.</summary>
internal static class Sample
{
    public const string TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    public static OrderId Order { get; } = OrderId.Parse("00000000-0000-7000-8000-000000000001");

    public static CustomerId Customer { get; } = CustomerId.Parse("anna");

    public static Uri Url { get; } = new("https://customer.example/orders?token=hush#part");

    private static readonly OrderLine[] _lines = [new(Sku.Parse("mug"), 2)];

    public static OrderConfirmed Confirmed(Uri? callbackUrl = null) =>
        new(Order, Customer, _lines, callbackUrl);

    public static OrderRejected Rejected(Uri? callbackUrl = null) =>
        new(Order, Customer, _lines, [new Shortage(Sku.Parse("mug"), 2, 1)], callbackUrl);

    public static OrderCancelled Cancelled(Uri? callbackUrl = null) =>
        new(Order, Customer, _lines, callbackUrl);
}
