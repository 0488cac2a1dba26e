using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Shop.Api.Commands;
using Shop.Api.Http;
using Shop.Api.Identity;
using Shop.Contracts;
using Shop.Documents;

namespace Shop.Api.Images;

/// <summary>How an image comes in.</summary>
internal static class ImageCommands
{
    private const string UploadRoute = "POST /v1/images";

    // Far more than any origin has: a host name ends at 253 characters.
    private const int OriginLengthMax = 300;

    public static async Task<IResult> UploadAsync(
        HttpContext context, IdempotencyKeys keys, UploadSessions sessions, ImageOptions options,
        ILogger<UploadSessions> logger)
    {
        var body = await JsonBody.ReadAsync(context);
        if ((body.Problem ?? ImageRequestRules.Check(body.Utf8Json.Span)) is { } invalid)
        {
            return invalid;
        }
        var request = JsonSerializer.Deserialize(body.Utf8Json.Span, ApiJson.Default.ImageRequest)!;
        var content = JsonSerializer.SerializeToUtf8Bytes(request, ApiJson.Default.ImageRequest);
        var claim = await keys.ClaimAsync(context, UploadRoute, content);
        if (claim.Wish is not { } wish)
        {
            return claim.Problem!;
        }
        var customer = context.Caller().Customer;
        var name = UploadName.Of(customer, wish.Id, request.FileName).ObjectName;
        var id = ImageId.Of(options.UploadsBucket, name);
        var record = new UploadRecord(customer, name, request.ContentType, request.Bytes, wish.Time);
        try
        {
            var url = await sessions.OpenAsync(id, record, OriginOf(context.Request));
            context.Response.Headers.Location = ImageEndpoints.PathOf(id);
            return Answer(new UploadBody(id, record.ContentType, record.Bytes, name), url, wish.Time);
        }
        catch (Exception fault) when (fault is not DocumentStoreException && StorageTrouble.Is(fault))
        {
            logger.StorageUnavailable(fault, id.Value);
            return StorageTrouble.Problem();
        }
    }

    // Counted from the wish, which is never younger than the session.
    private static JsonHttpResult<UploadBody> Answer(UploadBody body, Uri? url, DateTimeOffset time) =>
        url is null
        ? TypedResults.Json(body, ApiJson.Default.UploadBody)
        : TypedResults.Json(
            body with { UploadUrl = url, ExpiresAt = time + UploadRecord.SessionLife },
            ApiJson.Default.UploadBody, statusCode: StatusCodes.Status201Created);

    /// <summary>Cloud Storage then lets the pages of this origin use the session, and no others.</summary>
    /// <returns>Null for what no browser would send: it is not passed on.</returns>
    private static string? OriginOf(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length is > 0 and <= OriginLengthMax
            && Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && uri.GetLeftPart(UriPartial.Authority) == origin
                ? origin
                : null;
    }
}
