using System.Globalization;
using Shop.Contracts;
using Shop.Eventing;
using Shop.ImageProcessor.Images;

namespace Shop.ImageProcessor;

/// <summary>
/// What is said of an image. Ids derive from bucket, name and generation and not from the event that came in:
/// Cloud Storage may announce one generation twice, under different ids.
/// </summary>
internal static class ImageEvents
{
    public static EventDraft<ImageProcessed> Processed(Manifest manifest, string variantsBucket)
    {
        var source = manifest.Source;
        var id = ImageId.Of(source.Bucket, source.Name);
        return Draft(EventContracts.ImageProcessed, id, source.Bucket, source.Name, source.Generation, new ImageProcessed(
            id, source, variantsBucket, Manifest.ObjectName(source.Name), manifest.Variants, manifest.ThumbHash));
    }

    public static EventDraft<ImageFailed> Failed(ImageOriginal original, ImageFault fault)
    {
        var id = ImageId.Of(original.Bucket, original.Name);
        return Draft(
            EventContracts.ImageFailed, id, original.Bucket, original.Name, original.Generation,
            new ImageFailed(id, original, fault.Reason, fault.Message));
    }

    private static EventDraft<TData> Draft<TData>(
        EventContract<TData> contract, ImageId id, string bucket, string name, long generation, TData data)
    {
        var eventId = EventIds.Derive(
            contract.Type, bucket, name, generation.ToString(CultureInfo.InvariantCulture));
        return new EventDraft<TData>(contract, eventId, id.Value, generation, data);
    }
}
