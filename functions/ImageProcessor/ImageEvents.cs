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
    public static (string Id, OutgoingEvent Event) Processed(Manifest manifest, string variantsBucket)
    {
        var source = manifest.Source;
        var id = ImageId.Of(source.Bucket, source.Name);
        return Announce(EventContracts.ImageProcessed, id, source.Bucket, source.Name, source.Generation, new ImageProcessed(
            id, source, variantsBucket, Manifest.ObjectName(source.Name), manifest.Variants, manifest.ThumbHash));
    }

    public static (string Id, OutgoingEvent Event) Failed(ImageOriginal original, ImageFault fault)
    {
        var id = ImageId.Of(original.Bucket, original.Name);
        return Announce(
            EventContracts.ImageFailed, id, original.Bucket, original.Name, original.Generation,
            new ImageFailed(id, original, fault.Reason, fault.Message));
    }

    private static (string Id, OutgoingEvent Event) Announce<TData>(
        EventContract<TData> contract, ImageId id, string bucket, string name, long generation, TData data) => (
            EventIds.Derive(contract.Type, bucket, name, generation.ToString(CultureInfo.InvariantCulture)),
            OutgoingEvent.Of(contract, id.Value, generation, data));
}
