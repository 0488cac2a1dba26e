using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Net.Mime;
using CloudNative.CloudEvents.Core;

namespace CloudNative.CloudEvents.Http;

/// <summary>What requests and responses have in common: headers and content that may hold an event.</summary>
internal static class HttpMessages
{
    internal static bool IsCloudEvent(HttpHeaders headers, HttpContent? content) =>
        IsStructured(content) || VersionId(headers, content) is not null;

    internal static bool IsBatch([NotNullWhen(true)] HttpContent? content) =>
        MimeUtilities.IsCloudEventsBatchContentType(content?.Headers.ContentType?.MediaType);

    internal static async Task<CloudEvent> DecodeAsync(
        HttpHeaders headers, HttpContent? content, CloudEventFormatter formatter,
        IEnumerable<CloudEventAttribute>? extensionAttributes, string paramName)
    {
        Validation.CheckNotNull(formatter, nameof(formatter));
        if (IsStructured(content))
        {
            var body = await content.ReadAsStreamAsync().ConfigureAwait(false);
            var contentType = MimeUtilities.ToContentType(content.Headers.ContentType);
            return await formatter.DecodeStructuredModeMessageAsync(body, contentType, extensionAttributes)
                .ConfigureAwait(false);
        }
        var versionId = VersionId(headers, content) ?? throw new ArgumentException(
            $"The message is no CloudEvent: neither a {HttpUtilities.SpecVersionHttpHeader} header nor a "
            + "fitting content type.", paramName);
        var version = CloudEventsSpecVersion.FromVersionId(versionId)
            ?? throw new ArgumentException($"CloudEvents have no version '{versionId}'.", paramName);
        var cloudEvent = new CloudEvent(version, extensionAttributes);
        foreach (var (name, values) in content is null ? headers : headers.Concat(content.Headers))
        {
            var attribute = HttpUtilities.GetAttributeNameFromHeaderName(name);
            if (attribute is not (null or CloudEventsSpecVersion.SpecVersionName))
                cloudEvent.SetAttributeFromString(attribute, HttpUtilities.DecodeHeaderValue(values.First()));
        }
        if (content is not null)
        {
            cloudEvent.DataContentType = content.Headers.ContentType?.ToString();
            var data = await content.ReadAsByteArrayAsync().ConfigureAwait(false);
            formatter.DecodeBinaryModeEventData(data, cloudEvent);
        }
        return Validation.CheckCloudEventArgument(cloudEvent, paramName);
    }

    internal static async Task<IReadOnlyList<CloudEvent>> DecodeBatchAsync(
        HttpContent? content, CloudEventFormatter formatter,
        IEnumerable<CloudEventAttribute>? extensionAttributes, string paramName)
    {
        Validation.CheckNotNull(formatter, nameof(formatter));
        if (!IsBatch(content))
            throw new ArgumentException("The message is no batch of CloudEvents.", paramName);
        var body = await content.ReadAsStreamAsync().ConfigureAwait(false);
        var contentType = MimeUtilities.ToContentType(content.Headers.ContentType);
        return await formatter.DecodeBatchModeMessageAsync(body, contentType, extensionAttributes)
            .ConfigureAwait(false);
    }

    /// <summary>Structured content carries the attributes as headers too, which the binding allows.</summary>
    internal static HttpContent Encode(
        CloudEvent cloudEvent, ContentMode contentMode, CloudEventFormatter formatter)
    {
        var (body, contentType) = contentMode switch
        {
            ContentMode.Structured => (formatter.EncodeStructuredModeMessage(cloudEvent, out var type), type),
            ContentMode.Binary => (formatter.EncodeBinaryModeEventData(cloudEvent),
                MimeUtilities.CreateContentTypeOrNull(formatter.GetOrInferDataContentType(cloudEvent))),
            _ => throw new ArgumentOutOfRangeException(
                nameof(contentMode), $"There is no mode {contentMode}."),
        };
        if (contentType is null && body.Length != 0)
            throw new ArgumentException("Data in binary mode needs a datacontenttype.", nameof(cloudEvent));
        var content = ToContent(body, contentType);
        content.Headers.Add(HttpUtilities.SpecVersionHttpHeader, cloudEvent.SpecVersion.VersionId);
        foreach (var (attribute, value) in cloudEvent.GetPopulatedAttributes())
        {
            if (contentMode == ContentMode.Binary
                && attribute == cloudEvent.SpecVersion.DataContentTypeAttribute)
                continue;
            content.Headers.Add(
                HttpUtilities.HttpHeaderPrefix + attribute.Name,
                HttpUtilities.EncodeHeaderValue(attribute.Format(value)));
        }
        return content;
    }

    internal static ByteArrayContent ToContent(ReadOnlyMemory<byte> body, ContentType? contentType)
    {
        var segment = BinaryDataUtilities.GetArraySegment(body);
        var content = new ByteArrayContent(segment.Array!, segment.Offset, segment.Count);
        content.Headers.ContentType = MimeUtilities.ToMediaTypeHeaderValue(contentType);
        return content;
    }

    private static bool IsStructured([NotNullWhen(true)] HttpContent? content) =>
        MimeUtilities.IsCloudEventsContentType(content?.Headers.ContentType?.MediaType);

    private static string? VersionId(HttpHeaders headers, HttpContent? content) =>
        VersionId(headers) ?? (content is null ? null : VersionId(content.Headers));

    private static string? VersionId(HttpHeaders headers) =>
        headers.TryGetValues(HttpUtilities.SpecVersionHttpHeader, out var values) ? values.First() : null;
}
