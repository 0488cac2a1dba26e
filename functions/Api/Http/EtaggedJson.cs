using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Shop.Api.Http;

/// <summary>
/// JSON with an <c>ETag</c> of its content, and 304 without it for a caller who has that already
/// (<c>If-None-Match</c>). A cache of the caller's own may keep it, and asks each time whether it still holds.
/// </summary>
internal sealed class EtaggedJson<T>(T body, JsonTypeInfo<T> json) : IResult
{
    // 96 bits: two contents of one path meet by no chance that matters.
    private const int TagBytes = 12;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(body, json);
        var tag = new EntityTagHeaderValue($"\"{WebEncoders.Base64UrlEncode(SHA256.HashData(content).AsSpan(0, TagBytes))}\"");
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = "private, no-cache";
        if (EntityTags.Has(request.Headers.IfNoneMatch, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, httpContext.RequestAborted);
    }
}
