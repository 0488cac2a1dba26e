using CloudNative.CloudEvents.Core;

namespace CloudNative.CloudEvents.Http;

/// <summary>Events in the messages of HttpClient.</summary>
public static class HttpClientExtensions
{
    public static bool IsCloudEvent(this HttpRequestMessage httpRequestMessage)
    {
        Validation.CheckNotNull(httpRequestMessage, nameof(httpRequestMessage));
        return HttpMessages.IsCloudEvent(httpRequestMessage.Headers, httpRequestMessage.Content);
    }

    public static bool IsCloudEvent(this HttpResponseMessage httpResponseMessage)
    {
        Validation.CheckNotNull(httpResponseMessage, nameof(httpResponseMessage));
        return HttpMessages.IsCloudEvent(httpResponseMessage.Headers, httpResponseMessage.Content);
    }

    public static bool IsCloudEventBatch(this HttpRequestMessage httpRequestMessage) =>
        HttpMessages.IsBatch(
            Validation.CheckNotNull(httpRequestMessage, nameof(httpRequestMessage)).Content);

    public static bool IsCloudEventBatch(this HttpResponseMessage httpResponseMessage) =>
        HttpMessages.IsBatch(
            Validation.CheckNotNull(httpResponseMessage, nameof(httpResponseMessage)).Content);

    public static Task<CloudEvent> ToCloudEventAsync(
        this HttpResponseMessage httpResponseMessage, CloudEventFormatter formatter,
        params CloudEventAttribute[]? extensionAttributes) =>
        ToCloudEventAsync(
            httpResponseMessage, formatter, (IEnumerable<CloudEventAttribute>?)extensionAttributes);

    public static Task<CloudEvent> ToCloudEventAsync(
        this HttpResponseMessage httpResponseMessage, CloudEventFormatter formatter,
        IEnumerable<CloudEventAttribute>? extensionAttributes)
    {
        Validation.CheckNotNull(httpResponseMessage, nameof(httpResponseMessage));
        return HttpMessages.DecodeAsync(
            httpResponseMessage.Headers, httpResponseMessage.Content, formatter, extensionAttributes,
            nameof(httpResponseMessage));
    }

    public static Task<CloudEvent> ToCloudEventAsync(
        this HttpRequestMessage httpRequestMessage, CloudEventFormatter formatter,
        params CloudEventAttribute[]? extensionAttributes) =>
        ToCloudEventAsync(
            httpRequestMessage, formatter, (IEnumerable<CloudEventAttribute>?)extensionAttributes);

    public static Task<CloudEvent> ToCloudEventAsync(
        this HttpRequestMessage httpRequestMessage, CloudEventFormatter formatter,
        IEnumerable<CloudEventAttribute>? extensionAttributes)
    {
        Validation.CheckNotNull(httpRequestMessage, nameof(httpRequestMessage));
        return HttpMessages.DecodeAsync(
            httpRequestMessage.Headers, httpRequestMessage.Content, formatter, extensionAttributes,
            nameof(httpRequestMessage));
    }

    public static Task<IReadOnlyList<CloudEvent>> ToCloudEventBatchAsync(
        this HttpResponseMessage httpResponseMessage, CloudEventFormatter formatter,
        params CloudEventAttribute[] extensionAttributes) =>
        ToCloudEventBatchAsync(
            httpResponseMessage, formatter, (IEnumerable<CloudEventAttribute>)extensionAttributes);

    public static Task<IReadOnlyList<CloudEvent>> ToCloudEventBatchAsync(
        this HttpResponseMessage httpResponseMessage, CloudEventFormatter formatter,
        IEnumerable<CloudEventAttribute> extensionAttributes)
    {
        Validation.CheckNotNull(httpResponseMessage, nameof(httpResponseMessage));
        return HttpMessages.DecodeBatchAsync(
            httpResponseMessage.Content, formatter, extensionAttributes, nameof(httpResponseMessage));
    }

    public static Task<IReadOnlyList<CloudEvent>> ToCloudEventBatchAsync(
        this HttpRequestMessage httpRequestMessage, CloudEventFormatter formatter,
        params CloudEventAttribute[] extensionAttributes) =>
        ToCloudEventBatchAsync(
            httpRequestMessage, formatter, (IEnumerable<CloudEventAttribute>?)extensionAttributes);

    public static Task<IReadOnlyList<CloudEvent>> ToCloudEventBatchAsync(
        this HttpRequestMessage httpRequestMessage, CloudEventFormatter formatter,
        IEnumerable<CloudEventAttribute>? extensionAttributes)
    {
        Validation.CheckNotNull(httpRequestMessage, nameof(httpRequestMessage));
        return HttpMessages.DecodeBatchAsync(
            httpRequestMessage.Content, formatter, extensionAttributes, nameof(httpRequestMessage));
    }

    public static HttpContent ToHttpContent(
        this CloudEvent cloudEvent, ContentMode contentMode, CloudEventFormatter formatter)
    {
        Validation.CheckCloudEventArgument(cloudEvent, nameof(cloudEvent));
        Validation.CheckNotNull(formatter, nameof(formatter));
        return HttpMessages.Encode(cloudEvent, contentMode, formatter);
    }

    public static HttpContent ToHttpContent(
        this IReadOnlyList<CloudEvent> cloudEvents, CloudEventFormatter formatter)
    {
        Validation.CheckCloudEventBatchArgument(cloudEvents, nameof(cloudEvents));
        Validation.CheckNotNull(formatter, nameof(formatter));
        return HttpMessages.ToContent(
            formatter.EncodeBatchModeMessage(cloudEvents, out var contentType), contentType);
    }
}
