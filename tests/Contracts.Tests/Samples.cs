namespace Shop.Contracts.Tests;

/// <summary>What the golden files say, in the words of the code.</summary>
internal static class Samples
{
    public static readonly OrderId Order = OrderId.Parse("019a9e3f-8a2b-7c3d-9e4f-0123456789ab");
    public static readonly CustomerId Customer = CustomerId.Parse("auth0|5f7c8ec7c33c6c004bbafe82");
    public static readonly Sku Mug = Sku.Parse("mug");
    public static readonly Sku Tea = Sku.Parse("tea.earl-grey_50");
    public static readonly Uri Callback = new("https://customer.example:8443/orders?shop=1#done");

    private const string EventId = "4648c29b63802c1b010f054578cca350";

    private static readonly OrderLine[] _lines = [new(Mug, 2), new(Tea, 10_000), new(Mug, 1)];
    private static readonly OrderLine[] _merged = [new(Mug, 3), new(Tea, 10_000)];
    private static readonly Shortage[] _shortages = [new(Mug, 3, 1), new(Tea, 10_000, 0)];

    /// <summary>By the name of the golden file.</summary>
    public static IReadOnlyDictionary<string, Sample> ByName { get; } = new Dictionary<string, Sample>
    {
        ["shop.order.placed.v1"] = Sample.Of(
            EventContracts.OrderPlaced, new(Order, Customer, _lines, Callback)),
        ["shop.order.placed.v1.without-callback"] = Sample.Of(
            EventContracts.OrderPlaced, new(Order, Customer, _lines[..1])),
        ["shop.order.cancellation-requested.v1"] = Sample.Of(
            EventContracts.OrderCancellationRequested, new(Order, Customer)),
        ["shop.order.confirmed.v1"] = Sample.Of(
            EventContracts.OrderConfirmed, new(Order, Customer, _lines, Callback)),
        ["shop.order.rejected.v1"] = Sample.Of(
            EventContracts.OrderRejected, new(Order, Customer, _lines, _shortages, Callback)),
        ["shop.order.cancelled.v1"] = Sample.Of(
            EventContracts.OrderCancelled, new(Order, Customer, _lines, Callback)),
        ["shop.inventory.restocked.v1"] = Sample.Of(
            EventContracts.InventoryRestocked, new(Mug, 1_000_000)),
        ["shop.inventory.reserved.v1"] = Sample.Of(EventContracts.InventoryReserved, new(Order, _merged)),
        ["shop.inventory.rejected.v1"] = Sample.Of(EventContracts.InventoryRejected, new(Order, _shortages)),
        ["shop.inventory.released.v1"] = Sample.Of(EventContracts.InventoryReleased, new(Order, _merged)),
        ["shop.inventory.level-changed.v1"] = Sample.Of(
            EventContracts.InventoryLevelChanged, new(Mug, 9_007_199_254_740_991, 0, 7)),
        ["shop.image.processed.v1"] = Sample.Of(EventContracts.ImageProcessed, ImageSamples.Processed),
        ["shop.image.failed.v1"] = Sample.Of(EventContracts.ImageFailed, ImageSamples.Failed),
        ["shop.notification.delivered.v1"] = Sample.Of(
            EventContracts.NotificationDelivered,
            new(Order, "shop.order.confirmed.v1", EventId, NotificationChannel.Webhook, Callback)),
        ["shop.notification.delivered.v1.log"] = Sample.Of(
            EventContracts.NotificationDelivered,
            new(Order, "shop.order.cancelled.v1", EventId, NotificationChannel.Log)),
        ["shop.notification.failed.v1"] = Sample.Of(
            EventContracts.NotificationFailed,
            new(
                Order,
                "shop.order.rejected.v1",
                EventId,
                NotificationChannel.Webhook,
                NotificationFailureReasons.Gone,
                "The receiver answered 410.",
                Callback)),
    };
}

internal static class ImageSamples
{
    private const string Name = "holiday/Ärmel 100%.jpg";

    public static ImageProcessed Processed { get; } = new(
        ImageId.Of("uploads", Name),
        new("uploads", Name, 1_763_600_000_123_456, "image/jpeg", 4_194_304, 4032, 3024),
        "variants",
        Name + "/manifest.json",
        [
            new("display", Name + "/display.jpg", 1_763_600_001_000_001, "image/jpeg", 800, 600, 90_210),
            new("thumbnail", Name + "/thumbnail.jpg", 1_763_600_001_000_002, "image/jpeg", 200, 200, 9_021),
        ],
        "1QcSHQRnh493V4dIh4eXh1h4kJUI");

    public static ImageFailed Failed { get; } = new(
        ImageId.Of("uploads", "bomb.png"),
        new("uploads", "bomb.png", 1_763_600_000_000_001, "image/png", 4_096),
        ImageFailureReasons.TooManyPixels,
        "The image is 65535 x 65535 pixels; at most 50,000,000 are processed.");
}
