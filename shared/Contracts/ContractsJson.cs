using System.Text.Json.Serialization;

namespace Shop.Contracts;

/// <summary>
/// How event data is written: camel case, absent rather than null. Read strictly where a fault would go unnoticed
/// (missing and null members, numbers in quotes), tolerantly where a newer minor version may have added a member.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ImageProcessed))]
[JsonSerializable(typeof(ImageFailed))]
public sealed partial class ContractsJson : JsonSerializerContext;
