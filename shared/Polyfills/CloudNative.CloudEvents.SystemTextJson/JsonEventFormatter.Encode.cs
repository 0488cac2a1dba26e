using System.Net.Mime;
using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents.Core;

namespace CloudNative.CloudEvents.SystemTextJson;

public partial class JsonEventFormatter
{
    public override ReadOnlyMemory<byte> EncodeStructuredModeMessage(
        CloudEvent cloudEvent, out ContentType contentType)
    {
        contentType = JsonContentType(MimeUtilities.MediaType);
        return WriteJson(writer => Write(writer, cloudEvent));
    }

    public override ReadOnlyMemory<byte> EncodeBatchModeMessage(
        IEnumerable<CloudEvent> cloudEvents, out ContentType contentType)
    {
        Validation.CheckNotNull(cloudEvents, nameof(cloudEvents));
        contentType = JsonContentType(MimeUtilities.BatchMediaType);
        return WriteJson(writer =>
        {
            writer.WriteStartArray();
            foreach (var cloudEvent in cloudEvents)
                Write(writer, cloudEvent);
            writer.WriteEndArray();
        });
    }

    public override ReadOnlyMemory<byte> EncodeBinaryModeEventData(CloudEvent cloudEvent)
    {
        Validation.CheckCloudEventArgument(cloudEvent, nameof(cloudEvent));
        if (cloudEvent.Data is null or byte[])
            return (byte[]?)cloudEvent.Data ?? [];
        var contentType = new ContentType(cloudEvent.DataContentType ?? JsonMediaType);
        var encoding = MimeUtilities.GetEncoding(contentType);
        if (IsJsonMediaType(contentType.MediaType))
        {
            return encoding is UTF8Encoding
                ? JsonSerializer.SerializeToUtf8Bytes(cloudEvent.Data, SerializerOptions)
                : encoding.GetBytes(JsonSerializer.Serialize(cloudEvent.Data, SerializerOptions));
        }
        return IsText(contentType.MediaType) && cloudEvent.Data is string text
            ? encoding.GetBytes(text)
            : throw NotSerializable(cloudEvent);
    }

    /// <summary>Bytes become base64 whatever the content type; JSON is embedded; text is a string.</summary>
    protected virtual void EncodeStructuredModeData(CloudEvent cloudEvent, Utf8JsonWriter writer)
    {
        Validation.CheckNotNull(cloudEvent, nameof(cloudEvent));
        Validation.CheckNotNull(writer, nameof(writer));
        if (cloudEvent.Data is byte[] bytes)
        {
            writer.WriteString(DataBase64PropertyName, Convert.ToBase64String(bytes));
            return;
        }
        string mediaType = new ContentType(cloudEvent.DataContentType ?? JsonMediaType).MediaType;
        if (IsJsonMediaType(mediaType))
        {
            writer.WritePropertyName(DataPropertyName);
            JsonSerializer.Serialize(writer, cloudEvent.Data, SerializerOptions);
        }
        else if (IsText(mediaType) && cloudEvent.Data is string text)
        {
            writer.WriteString(DataPropertyName, text);
        }
        else
        {
            throw NotSerializable(cloudEvent);
        }
    }

    private void Write(Utf8JsonWriter writer, CloudEvent cloudEvent)
    {
        Validation.CheckCloudEventArgument(cloudEvent, nameof(cloudEvent));
        writer.WriteStartObject();
        writer.WriteString(
            CloudEventsSpecVersion.SpecVersionAttribute.Name, cloudEvent.SpecVersion.VersionId);
        foreach (var (attribute, value) in cloudEvent.GetPopulatedAttributes())
        {
            if (value is int number)
                writer.WriteNumber(attribute.Name, number);
            else if (value is bool boolean)
                writer.WriteBoolean(attribute.Name, boolean);
            else
                writer.WriteString(attribute.Name, attribute.Type.Format(value));
        }
        if (cloudEvent.Data is not null)
        {
            var contentType = cloudEvent.SpecVersion.DataContentTypeAttribute;
            if (cloudEvent.DataContentType is null && GetOrInferDataContentType(cloudEvent) is { } inferred)
                writer.WriteString(contentType.Name, (string)contentType.Validate(inferred));
            EncodeStructuredModeData(cloudEvent, writer);
        }
        writer.WriteEndObject();
    }

    private ReadOnlyMemory<byte> WriteJson(Action<Utf8JsonWriter> write)
    {
        var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Encoder = SerializerOptions?.Encoder,
            Indented = SerializerOptions?.WriteIndented ?? false,
        }))
        {
            write(writer);
        }
        return stream.GetBuffer().AsMemory(0, checked((int)stream.Length));
    }

    private static ContentType JsonContentType(string mediaType) =>
        new(mediaType + MediaTypeSuffix) { CharSet = Encoding.UTF8.WebName };

    private static ArgumentException NotSerializable(CloudEvent cloudEvent) => new(
        $"{nameof(JsonEventFormatter)} cannot write data of {cloudEvent.Data?.GetType()} as content type "
        + $"'{cloudEvent.DataContentType}'.");
}
