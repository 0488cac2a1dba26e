using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Shop.Api.Http;

namespace Shop.Api.Identity;

/// <summary>
/// So many requests of one caller a minute. Each instance counts for itself: a count shared by all would cost every
/// request a round trip, to protect against little more.
/// </summary>
internal static class CallerRates
{
    // A caller may use a minute's requests at once, and gets them back in so many steps.
    private const int StepsPerMinute = 60;

    public static void Add(IServiceCollection services, ApiOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
            context => RateLimitPartition.GetTokenBucketLimiter(
                PartitionOf(context, options), _ => Bucket(options.RatePerMinute)));
        limiter.OnRejected = (rejected, _) => new ValueTask(RejectAsync(rejected, options.RatePerMinute));
    });

    private static TokenBucketRateLimiterOptions Bucket(int perMinute)
    {
        var step = Math.Max(1, perMinute / StepsPerMinute);
        return new()
        {
            TokenLimit = perMinute,
            TokensPerPeriod = step,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) * step / perMinute,
            QueueLimit = 0,
        };
    }

    // Whoever does not say who they are is told apart by address. Deployed, the front end appends the one it saw, and
    // what stands before that was written by the caller.
    private static string PartitionOf(HttpContext context, ApiOptions options)
    {
        if (context.Features.Get<Identification>()?.Caller is { } caller)
        {
            return "customer " + caller.Customer.Value;
        }
        var forwarded = options.IsDeployed ? context.Request.Headers["X-Forwarded-For"].ToString() : "";
        return "address " + (forwarded.Length > 0
            ? forwarded[(forwarded.LastIndexOf(',') + 1)..].Trim()
            : context.Connection.RemoteIpAddress?.ToString());
    }

    private static Task RejectAsync(OnRejectedContext rejected, int perMinute)
    {
        var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
            ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
            : 1;
        // As the IETF draft on RateLimit header fields writes them.
        rejected.HttpContext.Response.Headers["RateLimit-Policy"] =
            string.Create(CultureInfo.InvariantCulture, $"\"caller\";q={perMinute};w=60");
        rejected.HttpContext.Response.Headers["RateLimit"] =
            string.Create(CultureInfo.InvariantCulture, $"\"caller\";r=0;t={seconds}");
        var detail = string.Create(
            CultureInfo.InvariantCulture, $"Each instance of the API takes {perMinute} requests a minute of one caller.");
        return (Problem.Of(ProblemTypes.TooManyRequests, detail) with { RetryAfterSeconds = seconds })
            .ExecuteAsync(rejected.HttpContext);
    }
}
