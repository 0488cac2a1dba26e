using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Shop.Api;

/// <summary>That the API answers.</summary>
/// <param name="Status">Always <c>ok</c>: a process that cannot answer does not answer.</param>
internal sealed record HealthBody(string Status);

/// <summary>
/// Says that the process answers, and nothing about what it depends on: a monitor that restarted the API because
/// Pub/Sub is down would make one trouble two.
/// </summary>
internal static class HealthEndpoints
{
    private static readonly HealthBody _ok = new("ok");

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        // Cloud Run's front end keeps some paths that end in z for itself; /health is the same for everyone.
        foreach (var path in (string[])["/healthz", "/health"])
        {
            endpoints.MapGet(path, () => TypedResults.Json(_ok, ApiJson.Default.HealthBody))
                .Produces<HealthBody>()
                .WithTags("Operation")
                .WithSummary("Whether the API answers.")
                .DisableRateLimiting();
        }
    }
}
