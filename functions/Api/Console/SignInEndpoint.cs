using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Shop.Api.Console;

/// <summary>
/// Tells the console where a person can get a token: OpenID Connect's authorization endpoint and the client id to name
/// there. An empty object where there is no such place, and a token must be brought along.
/// </summary>
internal static class SignInEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints, string path) => endpoints
        .MapGet(path, (HttpContext context, ApiOptions options) => WriteAsync(context, options))
        .ExcludeFromDescription()
        .DisableRateLimiting();

    private static async Task WriteAsync(HttpContext context, ApiOptions options)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        await using var json = new Utf8JsonWriter(context.Response.Body);
        json.WriteStartObject();
        if (options.Identity.Tokens is { SignInUrl: { } url, Audience: var audience })
        {
            json.WriteString("url", url.AbsoluteUri);
            json.WriteString("clientId", audience);
        }
        json.WriteEndObject();
        await json.FlushAsync(context.RequestAborted);
    }
}
