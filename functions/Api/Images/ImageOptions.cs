using Shop.Eventing;

namespace Shop.Api.Images;

/// <summary>Where images lie.</summary>
/// <param name="UploadsBucket"><c>UPLOADS_BUCKET</c>: where originals are uploaded to.</param>
/// <param name="VariantsBucket">
/// <c>VARIANTS_BUCKET</c>: where variants are read from; from no other bucket, whatever an event may name.
/// </param>
internal sealed record ImageOptions(string UploadsBucket, string VariantsBucket)
{
    /// <param name="settings">Gathers what is wrong; who calls asks it to throw.</param>
    public static ImageOptions Read(Settings settings) => new(
        settings.Required("UPLOADS_BUCKET", "the bucket that images are uploaded to"),
        settings.Required("VARIANTS_BUCKET", "the bucket that holds the variants of images"));
}
