using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Shop.Api.Http;

/// <summary>What is wrong with one place of a body.</summary>
/// <param name="Pointer">Where, as a JSON pointer (RFC 6901); empty for the body itself.</param>
/// <param name="Detail">What is asked for there.</param>
internal sealed record FieldFault(string Pointer, string Detail);

/// <summary>An answer that says what went wrong and what to do, as RFC 9457 describes it.</summary>
/// <param name="Type">Which kind: a relative reference that never changes its meaning.</param>
/// <param name="Title">The kind as a sentence.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Detail">What is wrong this time.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail) : IResult
{
    public const string MediaType = "application/problem+json";

    /// <summary>All faults of a body at once.</summary>
    public IReadOnlyList<FieldFault>? Errors { get; init; }

    /// <summary>Where a body stops being JSON: line, from 1.</summary>
    public long? Line { get; init; }

    /// <summary>Where a body stops being JSON: byte in its line, from 1.</summary>
    public long? Byte { get; init; }

    /// <summary>The order that it is about, where the caller cannot know its id otherwise.</summary>
    public string? OrderId { get; init; }

    /// <summary>Finds the request in logs and traces.</summary>
    public string? TraceId { get; init; }

    /// <summary>Seconds after which it is worth trying again; sent as <c>Retry-After</c>.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int? RetryAfterSeconds { get; init; }

    public static Problem Of(ProblemType type, string detail) => new(type.Uri, type.Title, type.Status, detail);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (RetryAfterSeconds is { } seconds)
        {
            response.Headers[HeaderNames.RetryAfter] = seconds.ToString(CultureInfo.InvariantCulture);
        }
        await response.WriteAsJsonAsync(this, ApiJson.Default.Problem, MediaType, httpContext.RequestAborted);
    }
}
