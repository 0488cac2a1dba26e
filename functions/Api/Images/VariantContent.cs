using System.Globalization;
using System.Net;
using Google;
using Google.Cloud.Storage.V1;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Shop.Api.Http;
using Shop.Contracts;

namespace Shop.Api.Images;

/// <summary>
/// The bytes of a variant, passed on as they come. Exactly the generation that the read model names: type,
/// size and tag are those of these bytes and of no others.
/// </summary>
internal sealed class VariantContent(
    ImageId image, ImageVariant variant, string bucket, Func<StorageClient> storage,
    ILogger<VariantContent> logger) : IResult
{
    // The original is never replaced, and its variants only if they are configured otherwise: they may be an
    // hour old. Only the owner's own cache may hold them.
    private const string CacheControl = "private, max-age=3600";

    // What describes the variant must not describe a problem.
    private static readonly string[] _ownHeaders =
        [HeaderNames.ETag, HeaderNames.CacheControl, HeaderNames.ContentLength];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var tag = new EntityTagHeaderValue(
            string.Create(CultureInfo.InvariantCulture, $"\"{variant.Generation}\""));
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = CacheControl;
        if (EntityTags.Has(request.Headers.IfNoneMatch, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = variant.ContentType;
        response.ContentLength = variant.Bytes;
        if (Methods.IsHead(httpContext))
        {
            return;
        }
        try
        {
            await storage().DownloadObjectAsync(
                bucket, variant.Object, response.Body,
                new DownloadObjectOptions { Generation = variant.Generation },
                httpContext.RequestAborted);
        }
        catch (Exception fault) when (
            !response.HasStarted && !httpContext.RequestAborted.IsCancellationRequested
            && StorageTrouble.Is(fault))
        {
            foreach (var name in _ownHeaders)
            {
                response.Headers.Remove(name);
            }
            await ProblemOf(fault).ExecuteAsync(httpContext);
        }
    }

    private Problem ProblemOf(Exception fault)
    {
        if (fault is GoogleApiException { HttpStatusCode: HttpStatusCode.NotFound })
        {
            logger.VariantGone(variant.Generation, image.Value);
            return Problem.Of(
                ProblemTypes.NotFound,
                "The variant is being replaced or was deleted. Look at the image again in a moment.");
        }
        logger.StorageUnavailable(fault, image.Value);
        return StorageTrouble.Problem();
    }
}
