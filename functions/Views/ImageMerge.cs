using System.Text.Json;
using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing.Handling;
using Shop.ReadModels;

namespace Shop.Views;

/// <summary>Keeps what became of the newest generation of each image.</summary>
public static class ImageMerge
{
    public static IReadOnlyList<DocumentName> Reads(ImageId image) => [ImageView.NameOf(image)];

    public static ImageView View(Received<ImageProcessed> received)
    {
        var (data, source) = (received.Data, received.Data.Source);
        return new ImageView(
            data.ImageId, source.Bucket, source.Name, source.Generation, ImageStatus.Processed,
            new ImageSize(source.ContentType, source.Bytes, source.Width, source.Height),
            data.Variants, received.Time.ToUniversalTime(), data.VariantsBucket, data.ThumbHash);
    }

    public static ImageView View(Received<ImageFailed> received)
    {
        var (data, source) = (received.Data, received.Data.Source);
        return new ImageView(
            data.ImageId, source.Bucket, source.Name, source.Generation, ImageStatus.Failed,
            new ImageSize(source.ContentType, source.Bytes),
            [], received.Time.ToUniversalTime(), Reason: data.Reason, Message: data.Message);
    }

    public static Ruling Merge(ImageView said, StateView state)
    {
        if (said.Id != ImageId.Of(said.Bucket, said.Name))
        {
            // Otherwise anything could be said of anybody's image, under a generation that nothing overtakes.
            return new Ruling.Impossible(
                "wrong-image-id", "The image id is not that of the bucket and object named.");
        }
        var key = new DocumentKey<ImageView>(ImageView.NameOf(said.Id), ReadModelsJson.Default.ImageView);
        var known = state.Find(key);
        return known is null || Text(Newer(known, said)) != Text(known)
            ? new Ruling.Applied([key.Set(said)], [])
            : Ruling.Nothing;
    }

    // Of one generation, that there are variants beats that there are none; of two sets of variants the one that
    // was written last is the one that is still there. What is said again comes with a later time, and changes
    // nothing.
    private static ImageView Newer(ImageView one, ImageView other) => new[] { one, other }
        .OrderByDescending(image => image.Generation)
        .ThenByDescending(image => image.Status == ImageStatus.Processed)
        .ThenByDescending(image => image.Variants.Select(variant => variant.Generation).DefaultIfEmpty().Max())
        .ThenBy(image => image.UpdatedAt)
        .ThenBy(Text, StringComparer.Ordinal)
        .First();

    private static string Text(ImageView image) =>
        JsonSerializer.Serialize(image, ReadModelsJson.Default.ImageView);
}
