using System.Text.Json.Serialization;

namespace Shop.Contracts;

/// <summary>
/// How event data is written: camel case, absent rather than null. Read strictly where a fault would go
/// unnoticed (missing and null members, numbers in quotes), tolerantly where a newer minor version may have
/// added a member.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ImageProcessed))]
[JsonSerializable(typeof(ImageFailed))]
[JsonSerializable(typeof(OrderPlaced))]
[JsonSerializable(typeof(OrderCancellationRequested))]
[JsonSerializable(typeof(OrderConfirmed))]
[JsonSerializable(typeof(OrderRejected))]
[JsonSerializable(typeof(OrderCancelled))]
[JsonSerializable(typeof(InventoryRestocked))]
[JsonSerializable(typeof(InventoryReserved))]
[JsonSerializable(typeof(InventoryRejected))]
[JsonSerializable(typeof(InventoryReleased))]
[JsonSerializable(typeof(InventoryLevelChanged))]
[JsonSerializable(typeof(NotificationDelivered))]
[JsonSerializable(typeof(NotificationFailed))]
public sealed partial class ContractsJson : JsonSerializerContext;
