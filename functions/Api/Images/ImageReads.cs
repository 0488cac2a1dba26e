using Google.Cloud.Storage.V1;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shop.Api.Http;
using Shop.Api.Identity;
using Shop.Contracts;

namespace Shop.Api.Images;

/// <summary>What an owner may see of an image.</summary>
internal static class ImageReads
{
    public static async Task<IResult> GetAsync(string id, HttpContext context, ImageReader images) =>
        ImageId.TryParse(id, out var image)
        && await images.FindAsync(image, context.Caller().Customer, context.RequestAborted) is { } found
            ? new EtaggedJson<ImageBody>(found, ApiJson.Default.ImageBody)
            : Unknown();

    public static async Task<IResult> VariantAsync(
        string id, string variant, HttpContext context, ImageReader images, ImageOptions options,
        Func<StorageClient> storage, ILogger<VariantContent> logger)
    {
        if (!ImageId.TryParse(id, out var image)
            || await images.FindProcessedAsync(
                image, context.Caller().Customer, context.RequestAborted) is not { } view)
        {
            return Problem.Of(
                ProblemTypes.NotFound, "You have no image of this id, or it has no variants so far.");
        }
        return view.Variants.FirstOrDefault(one => one.Name == variant) is { } wanted
            ? new VariantContent(image, wanted, options.VariantsBucket, storage, logger)
            : Problem.Of(
                ProblemTypes.NotFound,
                $"It has these variants: {string.Join(", ", view.Variants.Select(one => one.Name))}.");
    }

    public static Problem Unknown() => Problem.Of(ProblemTypes.NotFound, "You have no image of this id.");
}
