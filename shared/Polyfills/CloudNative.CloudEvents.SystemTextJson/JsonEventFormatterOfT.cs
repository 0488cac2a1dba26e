using System.Text.Json;
using CloudNative.CloudEvents.Core;

namespace CloudNative.CloudEvents.SystemTextJson;

/// <summary>
/// A formatter whose data is always a <typeparamref name="T"/> as JSON, whatever the content type says.
/// </summary>
public class JsonEventFormatter<T> : JsonEventFormatter
{
    public JsonEventFormatter()
    {
    }

    public JsonEventFormatter(JsonSerializerOptions serializerOptions, JsonDocumentOptions documentOptions)
        : base(serializerOptions, documentOptions)
    {
    }

    public override ReadOnlyMemory<byte> EncodeBinaryModeEventData(CloudEvent cloudEvent)
    {
        Validation.CheckCloudEventArgument(cloudEvent, nameof(cloudEvent));
        return cloudEvent.Data is null
            ? ReadOnlyMemory<byte>.Empty
            : JsonSerializer.SerializeToUtf8Bytes((T)cloudEvent.Data, SerializerOptions);
    }

    public override void DecodeBinaryModeEventData(ReadOnlyMemory<byte> body, CloudEvent cloudEvent)
    {
        Validation.CheckNotNull(cloudEvent, nameof(cloudEvent));
        cloudEvent.Data = body.Length == 0
            ? null
            : JsonSerializer.Deserialize<T>(body.Span, SerializerOptions);
    }

    protected override void EncodeStructuredModeData(CloudEvent cloudEvent, Utf8JsonWriter writer)
    {
        Validation.CheckNotNull(cloudEvent, nameof(cloudEvent));
        Validation.CheckNotNull(writer, nameof(writer)).WritePropertyName(DataPropertyName);
        JsonSerializer.Serialize(writer, (T)cloudEvent.Data!, SerializerOptions);
    }

    protected override void DecodeStructuredModeDataProperty(
        JsonElement dataElement, CloudEvent cloudEvent) =>
        Validation.CheckNotNull(cloudEvent, nameof(cloudEvent)).Data =
            dataElement.Deserialize<T>(SerializerOptions);

    protected override void DecodeStructuredModeDataBase64Property(
        JsonElement dataBase64Element, CloudEvent cloudEvent) =>
        throw new ArgumentException(
            $"Data of {typeof(T)} must come as '{DataPropertyName}', not as '{DataBase64PropertyName}'.");
}
