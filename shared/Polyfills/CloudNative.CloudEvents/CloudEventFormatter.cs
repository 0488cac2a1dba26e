using System.Net.Mime;
using CloudNative.CloudEvents.Core;

namespace CloudNative.CloudEvents;

/// <summary>Converts events to and from one event format, in each of the three content modes.</summary>
public abstract class CloudEventFormatter
{
    public abstract CloudEvent DecodeStructuredModeMessage(
        ReadOnlyMemory<byte> body, ContentType? contentType,
        IEnumerable<CloudEventAttribute>? extensionAttributes);

    public virtual CloudEvent DecodeStructuredModeMessage(
        Stream messageBody, ContentType? contentType,
        IEnumerable<CloudEventAttribute>? extensionAttributes) =>
        DecodeStructuredModeMessage(
            BinaryDataUtilities.ToReadOnlyMemory(messageBody), contentType, extensionAttributes);

    public virtual async Task<CloudEvent> DecodeStructuredModeMessageAsync(
        Stream body, ContentType? contentType, IEnumerable<CloudEventAttribute>? extensionAttributes)
    {
        var bytes = await BinaryDataUtilities.ToReadOnlyMemoryAsync(body).ConfigureAwait(false);
        return DecodeStructuredModeMessage(bytes, contentType, extensionAttributes);
    }

    public abstract ReadOnlyMemory<byte> EncodeStructuredModeMessage(
        CloudEvent cloudEvent, out ContentType contentType);

    public abstract void DecodeBinaryModeEventData(ReadOnlyMemory<byte> body, CloudEvent cloudEvent);

    public abstract ReadOnlyMemory<byte> EncodeBinaryModeEventData(CloudEvent cloudEvent);

    public abstract IReadOnlyList<CloudEvent> DecodeBatchModeMessage(
        ReadOnlyMemory<byte> body, ContentType? contentType,
        IEnumerable<CloudEventAttribute>? extensionAttributes);

    public virtual IReadOnlyList<CloudEvent> DecodeBatchModeMessage(
        Stream body, ContentType? contentType, IEnumerable<CloudEventAttribute>? extensionAttributes) =>
        DecodeBatchModeMessage(BinaryDataUtilities.ToReadOnlyMemory(body), contentType, extensionAttributes);

    public virtual async Task<IReadOnlyList<CloudEvent>> DecodeBatchModeMessageAsync(
        Stream body, ContentType? contentType, IEnumerable<CloudEventAttribute>? extensionAttributes)
    {
        var bytes = await BinaryDataUtilities.ToReadOnlyMemoryAsync(body).ConfigureAwait(false);
        return DecodeBatchModeMessage(bytes, contentType, extensionAttributes);
    }

    public abstract ReadOnlyMemory<byte> EncodeBatchModeMessage(
        IEnumerable<CloudEvent> cloudEvents, out ContentType contentType);

    public virtual string? GetOrInferDataContentType(CloudEvent cloudEvent)
    {
        Validation.CheckNotNull(cloudEvent, nameof(cloudEvent));
        return cloudEvent.DataContentType
            ?? (cloudEvent.Data is { } data ? InferDataContentType(data) : null);
    }

    protected virtual string? InferDataContentType(object data) => null;
}
