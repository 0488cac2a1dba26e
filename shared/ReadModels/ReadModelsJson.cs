using System.Text.Json.Serialization;

namespace Shop.ReadModels;

/// <summary>How the read models are stored: camel case, absent rather than null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OrderHistory))]
[JsonSerializable(typeof(OrderListing))]
[JsonSerializable(typeof(StockLevel))]
[JsonSerializable(typeof(ImageView))]
public sealed partial class ReadModelsJson : JsonSerializerContext;
