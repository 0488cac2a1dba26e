using CloudNative.CloudEvents.Core;
using CloudNative.CloudEvents.Http;
using Microsoft.AspNetCore.Http;

namespace CloudNative.CloudEvents.AspNetCore;

/// <summary>Events in the requests of ASP.NET Core.</summary>
public static class HttpRequestExtensions
{
    public static bool IsCloudEvent(this HttpRequest httpRequest) =>
        httpRequest.Headers.ContainsKey(HttpUtilities.SpecVersionHttpHeader)
        || MimeUtilities.IsCloudEventsContentType(httpRequest.ContentType);

    public static bool IsCloudEventBatch(this HttpRequest httpRequest) =>
        MimeUtilities.IsCloudEventsBatchContentType(httpRequest?.ContentType);

    public static Task<CloudEvent> ToCloudEventAsync(
        this HttpRequest httpRequest, CloudEventFormatter formatter,
        params CloudEventAttribute[]? extensionAttributes) =>
        ToCloudEventAsync(httpRequest, formatter, (IEnumerable<CloudEventAttribute>?)extensionAttributes);

    public static async Task<CloudEvent> ToCloudEventAsync(
        this HttpRequest httpRequest, CloudEventFormatter formatter,
        IEnumerable<CloudEventAttribute>? extensionAttributes)
    {
        Validation.CheckNotNull(httpRequest, nameof(httpRequest));
        Validation.CheckNotNull(formatter, nameof(formatter));
        if (MimeUtilities.IsCloudEventsContentType(httpRequest.ContentType))
        {
            var contentType = MimeUtilities.CreateContentTypeOrNull(httpRequest.ContentType);
            return await formatter
                .DecodeStructuredModeMessageAsync(httpRequest.Body, contentType, extensionAttributes)
                .ConfigureAwait(false);
        }
        var cloudEvent = new CloudEvent(VersionOf(httpRequest), extensionAttributes);
        foreach (var (name, values) in httpRequest.Headers)
        {
            var attribute = HttpUtilities.GetAttributeNameFromHeaderName(name);
            if (attribute is null || attribute == CloudEventsSpecVersion.SpecVersionAttribute.Name)
                continue;
            if (values.FirstOrDefault() is { } value)
                cloudEvent.SetAttributeFromString(attribute, HttpUtilities.DecodeHeaderValue(value));
        }
        cloudEvent.DataContentType = httpRequest.ContentType;
        if (httpRequest.Body is { } body)
        {
            var data = await BinaryDataUtilities.ToReadOnlyMemoryAsync(body).ConfigureAwait(false);
            formatter.DecodeBinaryModeEventData(data, cloudEvent);
        }
        return Validation.CheckCloudEventArgument(cloudEvent, nameof(httpRequest));
    }

    public static Task<IReadOnlyList<CloudEvent>> ToCloudEventBatchAsync(
        this HttpRequest httpRequest, CloudEventFormatter formatter,
        params CloudEventAttribute[]? extensionAttributes) =>
        ToCloudEventBatchAsync(
            httpRequest, formatter, (IEnumerable<CloudEventAttribute>?)extensionAttributes);

    public static async Task<IReadOnlyList<CloudEvent>> ToCloudEventBatchAsync(
        this HttpRequest httpRequest, CloudEventFormatter formatter,
        IEnumerable<CloudEventAttribute>? extensionAttributes)
    {
        Validation.CheckNotNull(httpRequest, nameof(httpRequest));
        Validation.CheckNotNull(formatter, nameof(formatter));
        if (!httpRequest.IsCloudEventBatch())
            throw new ArgumentException("The request is no batch of CloudEvents.", nameof(httpRequest));
        var contentType = MimeUtilities.CreateContentTypeOrNull(httpRequest.ContentType);
        return await formatter.DecodeBatchModeMessageAsync(httpRequest.Body, contentType, extensionAttributes)
            .ConfigureAwait(false);
    }

    private static CloudEventsSpecVersion VersionOf(HttpRequest httpRequest)
    {
        if (!httpRequest.Headers.TryGetValue(HttpUtilities.SpecVersionHttpHeader, out var versionId)
            || versionId.Count == 0)
        {
            throw new ArgumentException(
                $"The request is no CloudEvent: neither a {HttpUtilities.SpecVersionHttpHeader} header nor a "
                + "fitting content type.", nameof(httpRequest));
        }
        return CloudEventsSpecVersion.FromVersionId(versionId[0])
            ?? throw new ArgumentException(
                $"CloudEvents have no version '{versionId}'.", nameof(httpRequest));
    }
}
