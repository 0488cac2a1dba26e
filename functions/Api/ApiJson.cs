using System.Text.Json.Serialization;
using Shop.Api.Commands;
using Shop.Api.Http;
using Shop.Api.Images;
using Shop.Api.Inventory;
using Shop.Api.Orders;

namespace Shop.Api;

/// <summary>
/// How bodies are written: camel case, absent rather than null. Numbers are never read from strings, nor members left
/// out that must be there.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(OrderRequest))]
[JsonSerializable(typeof(OrderBody))]
[JsonSerializable(typeof(OrderPageBody))]
[JsonSerializable(typeof(OrderEventsBody))]
[JsonSerializable(typeof(OrderEventBody))]
[JsonSerializable(typeof(StockBody))]
[JsonSerializable(typeof(StockPageBody))]
[JsonSerializable(typeof(RestockRequest))]
[JsonSerializable(typeof(RestockBody))]
[JsonSerializable(typeof(IdempotencyRecord))]
[JsonSerializable(typeof(ImageRequest))]
[JsonSerializable(typeof(UploadBody))]
[JsonSerializable(typeof(ImageBody))]
[JsonSerializable(typeof(UploadRecord))]
[JsonSerializable(typeof(HealthBody))]
// Asked for by the generated endpoints, which would otherwise wake the serialiser that works by reflection.
[JsonSerializable(typeof(object))]
internal sealed partial class ApiJson : JsonSerializerContext;
