using System.Text.Json;
using CloudNative.CloudEvents.Core;

namespace CloudNative.CloudEvents.SystemTextJson;

/// <summary>
/// The JSON event format, by System.Text.Json: data is read as a JsonElement, text or bytes.
/// </summary>
public partial class JsonEventFormatter : CloudEventFormatter
{
    /// <summary>The property of structured messages that holds bytes.</summary>
    protected const string DataBase64PropertyName = "data_base64";

    /// <summary>The property of structured messages that holds JSON or text.</summary>
    protected const string DataPropertyName = "data";

    private const string JsonMediaType = "application/json";
    private const string MediaTypeSuffix = "+json";

    public JsonEventFormatter() : this(null, default)
    {
    }

    public JsonEventFormatter(JsonSerializerOptions? serializerOptions, JsonDocumentOptions documentOptions)
    {
        SerializerOptions = serializerOptions;
        DocumentOptions = documentOptions;
    }

    protected JsonSerializerOptions? SerializerOptions { get; }

    protected JsonDocumentOptions DocumentOptions { get; }

    public CloudEvent ConvertFromJsonElement(
        JsonElement element, IEnumerable<CloudEventAttribute>? extensionAttributes) =>
        Decode(element, extensionAttributes, nameof(element));

    /// <summary>Encodes and parses again; not meant for hot paths.</summary>
    public JsonElement ConvertToJsonElement(CloudEvent cloudEvent)
    {
        using var document = JsonDocument.Parse(EncodeStructuredModeMessage(cloudEvent, out _));
        return document.RootElement.Clone();
    }

    protected override string? InferDataContentType(object data) => data is byte[] ? null : JsonMediaType;

    protected virtual bool IsJsonMediaType(string mediaType) =>
        Validation.CheckNotNull(mediaType, nameof(mediaType)).EndsWith("/json", StringComparison.Ordinal)
        || mediaType.EndsWith(MediaTypeSuffix, StringComparison.Ordinal);

    private static bool IsText(string mediaType) => mediaType.StartsWith("text/", StringComparison.Ordinal);
}
