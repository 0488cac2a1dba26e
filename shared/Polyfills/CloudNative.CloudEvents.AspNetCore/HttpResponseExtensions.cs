using System.Net.Mime;
using CloudNative.CloudEvents.Core;
using CloudNative.CloudEvents.Http;
using Microsoft.AspNetCore.Http;

namespace CloudNative.CloudEvents.AspNetCore;

/// <summary>Events in the responses of ASP.NET Core.</summary>
public static class HttpResponseExtensions
{
    /// <summary>
    /// In both modes the attributes are written as headers; the content type says which mode it is.
    /// </summary>
    public static async Task CopyToHttpResponseAsync(
        this CloudEvent cloudEvent, HttpResponse destination, ContentMode contentMode,
        CloudEventFormatter formatter)
    {
        Validation.CheckCloudEventArgument(cloudEvent, nameof(cloudEvent));
        Validation.CheckNotNull(destination, nameof(destination));
        Validation.CheckNotNull(formatter, nameof(formatter));
        var (body, contentType) = contentMode switch
        {
            ContentMode.Structured => (formatter.EncodeStructuredModeMessage(cloudEvent, out var type), type),
            ContentMode.Binary => (formatter.EncodeBinaryModeEventData(cloudEvent),
                MimeUtilities.CreateContentTypeOrNull(formatter.GetOrInferDataContentType(cloudEvent))),
            _ => throw new ArgumentOutOfRangeException(
                nameof(contentMode), $"There is no mode {contentMode}."),
        };
        if (contentType is not null)
            destination.ContentType = contentType.ToString();
        else if (body.Length != 0)
            throw new ArgumentException("Data in binary mode needs a datacontenttype.", nameof(cloudEvent));

        destination.Headers.Append(HttpUtilities.SpecVersionHttpHeader, cloudEvent.SpecVersion.VersionId);
        foreach (var (attribute, value) in cloudEvent.GetPopulatedAttributes())
        {
            if (attribute == cloudEvent.SpecVersion.DataContentTypeAttribute)
                continue;
            destination.Headers.Append(
                HttpUtilities.HttpHeaderPrefix + attribute.Name,
                HttpUtilities.EncodeHeaderValue(attribute.Format(value)));
        }
        await WriteAsync(destination, body).ConfigureAwait(false);
    }

    public static async Task CopyToHttpResponseAsync(
        this IReadOnlyList<CloudEvent> cloudEvents, HttpResponse destination, CloudEventFormatter formatter)
    {
        Validation.CheckCloudEventBatchArgument(cloudEvents, nameof(cloudEvents));
        Validation.CheckNotNull(destination, nameof(destination));
        Validation.CheckNotNull(formatter, nameof(formatter));
        var body = formatter.EncodeBatchModeMessage(cloudEvents, out ContentType contentType);
        destination.ContentType = contentType.ToString();
        await WriteAsync(destination, body).ConfigureAwait(false);
    }

    private static Task WriteAsync(HttpResponse destination, ReadOnlyMemory<byte> body)
    {
        destination.ContentLength = body.Length;
        return BinaryDataUtilities.CopyToStreamAsync(body, destination.Body);
    }
}
