using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Shop.Api.Http;

/// <summary>
/// What a browser must know of every answer. An endpoint that answers a page or an image sets its own
/// Content-Security-Policy and Cache-Control before; they stay.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, ApiOptions options)
{
    private readonly bool _isDeployed = options.IsDeployed;

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(
            static state =>
            {
                var (context, isDeployed) = ((HttpContext, bool))state;
                Set(context.Response.Headers, isDeployed);
                return Task.CompletedTask;
            },
            (context, _isDeployed));
        return next(context);
    }

    private static void Set(IHeaderDictionary headers, bool isDeployed)
    {
        headers.TryAdd(HeaderNames.XContentTypeOptions, "nosniff");
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'");
        headers.TryAdd(HeaderNames.XFrameOptions, "DENY");
        headers.TryAdd("Referrer-Policy", "no-referrer");
        // What is answered belongs to one caller.
        headers.TryAdd(HeaderNames.CacheControl, "no-store");
        if (isDeployed)
        {
            headers.TryAdd(HeaderNames.StrictTransportSecurity, "max-age=31536000; includeSubDomains");
        }
    }
}
