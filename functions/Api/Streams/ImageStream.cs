using System.Globalization;
using System.Text.Json;
using Shop.Api.Images;
using Shop.Contracts;
using Shop.ReadModels;

namespace Shop.Api.Streams;

/// <summary>An image as a stream: <c>image</c> for how it stands, each time that this changes.</summary>
internal static class ImageStream
{
    public static Streamed Of(ImageId id, CustomerId customer, ImageReader images) => new(
        async (_, cancellationToken) => await images.FindAsync(id, customer, cancellationToken) is { } image
            ? StateOf(image)
            : null,
        ImageReads.Unknown());

    /// <summary>
    /// An image has no timeline, so there is never anything to catch up with: how it stands is all. The id
    /// tells apart how it stood when an earlier stream ended.
    /// </summary>
    public static StreamState StateOf(ImageBody image) => new(
        [],
        new StreamEvent(
            "image",
            string.Create(
                CultureInfo.InvariantCulture, $"{image.UpdatedAt.UtcTicks:D19}-{(int)image.Status}"),
            JsonSerializer.SerializeToUtf8Bytes(image, ApiJson.Default.ImageBody)),
        image.Status != ImageStatus.Accepted);
}
