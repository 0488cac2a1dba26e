using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Shop.Contracts;

namespace Shop.Api.Http;

/// <summary>
/// How large a request may be. Kestrel answers what is beyond its own limits without a body, so these are tighter than
/// Kestrel's and answered with a problem that names the limit.
/// </summary>
internal sealed class RequestLimits(RequestDelegate next)
{
    /// <summary>Nothing larger fits into the event that it becomes.</summary>
    public const int BodyBytesMax = ContractLimits.EventBytesMax;

    /// <summary>A browser sends some twenty, a front end adds ten.</summary>
    private const int HeadersMax = 64;

    /// <summary>Room for a bearer token of 8 KiB and as much beside it.</summary>
    private const int HeaderBytesMax = 16 * 1024;

    /// <summary>The longest path and query that the API gives out are far below it.</summary>
    private const int UriLengthMax = 4 * 1024;

    // Slow senders hold a connection, of which there are few.
    private static readonly TimeSpan _headersTimeout = TimeSpan.FromSeconds(10);

    public static string BodyTooLarge { get; } = $"A body has at most {BodyBytesMax} bytes.";

    public const string OnlyJson =
        "Send the body as UTF-8 with the header Content-Type: application/json, without Content-Encoding.";

    public static void Configure(IServiceCollection services) => services.Configure<KestrelServerOptions>(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
        kestrel.Limits.MaxRequestHeaderCount = 4 * HeadersMax;
        kestrel.Limits.MaxRequestHeadersTotalSize = 4 * HeaderBytesMax;
        kestrel.Limits.MaxRequestLineSize = 4 * UriLengthMax;
        kestrel.Limits.RequestHeadersTimeout = _headersTimeout;
    });

    public Task InvokeAsync(HttpContext context)
    {
        var problem = Check(context.Request);
        return problem is null ? next(context) : problem.ExecuteAsync(context);
    }

    private static Problem? Check(HttpRequest request)
    {
        if ((request.Path.Value?.Length ?? 0) + (request.QueryString.Value?.Length ?? 0) > UriLengthMax)
        {
            return Problem.Of(ProblemTypes.UriTooLong, $"Path and query together have at most {UriLengthMax} characters.");
        }
        if (request.Headers.Count > HeadersMax)
        {
            return Problem.Of(ProblemTypes.HeadersTooLarge, $"A request has at most {HeadersMax} headers.");
        }
        var bytes = 0;
        foreach (var (name, values) in request.Headers)
        {
            foreach (var value in values)
            {
                bytes += name.Length + (value?.Length ?? 0);
            }
        }
        return bytes <= HeaderBytesMax
            ? null
            : Problem.Of(ProblemTypes.HeadersTooLarge, $"All headers together have at most {HeaderBytesMax} bytes.");
    }
}
