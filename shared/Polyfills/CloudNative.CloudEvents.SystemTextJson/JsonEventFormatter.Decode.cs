using System.Net.Mime;
using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents.Core;

namespace CloudNative.CloudEvents.SystemTextJson;

public partial class JsonEventFormatter
{
    public override async Task<CloudEvent> DecodeStructuredModeMessageAsync(
        Stream body, ContentType? contentType, IEnumerable<CloudEventAttribute>? extensionAttributes)
    {
        Validation.CheckNotNull(body, nameof(body));
        using var document = await JsonDocument.ParseAsync(AsUtf8(body, contentType), DocumentOptions)
            .ConfigureAwait(false);
        return Decode(document.RootElement, extensionAttributes, nameof(body));
    }

#pragma warning disable CA1725 // The published override names its parameter unlike its base.
    public override CloudEvent DecodeStructuredModeMessage(
        Stream body, ContentType? contentType, IEnumerable<CloudEventAttribute>? extensionAttributes)
#pragma warning restore CA1725
    {
        Validation.CheckNotNull(body, nameof(body));
        using var document = JsonDocument.Parse(AsUtf8(body, contentType), DocumentOptions);
        return Decode(document.RootElement, extensionAttributes, nameof(body));
    }

    public override CloudEvent DecodeStructuredModeMessage(
        ReadOnlyMemory<byte> body, ContentType? contentType,
        IEnumerable<CloudEventAttribute>? extensionAttributes) =>
        DecodeStructuredModeMessage(BinaryDataUtilities.AsStream(body), contentType, extensionAttributes);

    public override async Task<IReadOnlyList<CloudEvent>> DecodeBatchModeMessageAsync(
        Stream body, ContentType? contentType, IEnumerable<CloudEventAttribute>? extensionAttributes)
    {
        Validation.CheckNotNull(body, nameof(body));
        using var document = await JsonDocument.ParseAsync(AsUtf8(body, contentType), DocumentOptions)
            .ConfigureAwait(false);
        return DecodeBatch(document.RootElement, extensionAttributes, nameof(body));
    }

    public override IReadOnlyList<CloudEvent> DecodeBatchModeMessage(
        Stream body, ContentType? contentType, IEnumerable<CloudEventAttribute>? extensionAttributes)
    {
        Validation.CheckNotNull(body, nameof(body));
        using var document = JsonDocument.Parse(AsUtf8(body, contentType), DocumentOptions);
        return DecodeBatch(document.RootElement, extensionAttributes, nameof(body));
    }

    public override IReadOnlyList<CloudEvent> DecodeBatchModeMessage(
        ReadOnlyMemory<byte> body, ContentType? contentType,
        IEnumerable<CloudEventAttribute>? extensionAttributes) =>
        DecodeBatchModeMessage(BinaryDataUtilities.AsStream(body), contentType, extensionAttributes);

    /// <summary>
    /// Only application/json itself is parsed here; a +json type stays bytes, as in the published package.
    /// </summary>
    public override void DecodeBinaryModeEventData(ReadOnlyMemory<byte> body, CloudEvent cloudEvent)
    {
        Validation.CheckNotNull(cloudEvent, nameof(cloudEvent));
        var contentType = new ContentType(cloudEvent.DataContentType ?? JsonMediaType);
        var encoding = MimeUtilities.GetEncoding(contentType);
        if (contentType.MediaType != JsonMediaType)
            cloudEvent.Data = IsText(contentType.MediaType) ? encoding.GetString(body.Span) : body.ToArray();
        else
            cloudEvent.Data = body.Length == 0 ? null : ParseElement(body, encoding);
    }

    private JsonElement ParseElement(ReadOnlyMemory<byte> body, Encoding encoding)
    {
        using var document = encoding is UTF8Encoding
            ? JsonDocument.Parse(body, DocumentOptions)
            : JsonDocument.Parse(encoding.GetString(body.Span), DocumentOptions);
        // The clone outlives the document, whose memory is pooled.
        return document.RootElement.Clone();
    }

    private static Stream AsUtf8(Stream body, ContentType? contentType)
    {
        var encoding = MimeUtilities.GetEncoding(contentType);
        return encoding is UTF8Encoding
            ? body
            : Encoding.CreateTranscodingStream(body, encoding, Encoding.UTF8);
    }
}
