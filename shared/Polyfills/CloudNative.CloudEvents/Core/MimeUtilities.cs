using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;

namespace CloudNative.CloudEvents.Core;

/// <summary>
/// Media types of CloudEvents messages, and conversions between the two types that .NET has for them.
/// </summary>
public static class MimeUtilities
{
    public static string MediaType { get; } = "application/cloudevents";

    public static string BatchMediaType { get; } = MediaType + "-batch";

    public static Encoding GetEncoding(ContentType? contentType) =>
        contentType?.CharSet is { } charSet ? Encoding.GetEncoding(charSet) : Encoding.UTF8;

    public static ContentType? ToContentType(MediaTypeHeaderValue? headerValue) =>
        CreateContentTypeOrNull(headerValue?.ToString());

    public static MediaTypeHeaderValue? ToMediaTypeHeaderValue(ContentType? contentType)
    {
        if (contentType is null)
            return null;
        var header = new MediaTypeHeaderValue(contentType.MediaType);
        foreach (string name in contentType.Parameters.Keys)
            header.Parameters.Add(new NameValueHeaderValue(name, contentType.Parameters[name]));
        return header;
    }

    public static ContentType? CreateContentTypeOrNull(string? contentType) =>
        contentType is null ? null : new ContentType(contentType);

    public static bool IsCloudEventsContentType([NotNullWhen(true)] string? contentType) =>
        contentType is not null
        && contentType.StartsWith(MediaType, StringComparison.OrdinalIgnoreCase)
        && !IsCloudEventsBatchContentType(contentType);

    public static bool IsCloudEventsBatchContentType([NotNullWhen(true)] string? contentType) =>
        contentType is not null && contentType.StartsWith(BatchMediaType, StringComparison.OrdinalIgnoreCase);
}
