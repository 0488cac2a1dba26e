using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Shop.Api.Commands;
using Shop.Api.Identity;

namespace Shop.Api.Http;

/// <summary>Lets the pages of the configured origins call the API. Identity travels in a header, never in a cookie.</summary>
internal static class CrossOrigin
{
    private static readonly TimeSpan _preflightMaxAge = TimeSpan.FromMinutes(10);

    public static void Add(IServiceCollection services, ApiOptions options)
    {
        if (options.CorsOrigins.Count == 0)
        {
            return;
        }
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. options.CorsOrigins])
            .WithMethods(HttpMethods.Get, HttpMethods.Head, HttpMethods.Post)
            .WithHeaders(
                HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.IfNoneMatch, "Last-Event-ID", "Prefer",
                IdempotencyKey.Header, CallerIdentification.LocalCustomerHeader)
            .WithExposedHeaders(
                HeaderNames.Location, HeaderNames.ETag, HeaderNames.RetryAfter, HeaderNames.WWWAuthenticate,
                Preferences.AppliedHeader, "RateLimit", "RateLimit-Policy")
            .SetPreflightMaxAge(_preflightMaxAge)));
    }

    public static void Use(IApplicationBuilder app, ApiOptions options)
    {
        if (options.CorsOrigins.Count > 0)
        {
            app.UseCors();
        }
    }
}
