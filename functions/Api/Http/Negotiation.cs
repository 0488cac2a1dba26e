using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Shop.Api.Http;

/// <summary>
/// Answers 406, before anything is done, where the request accepts nothing that its endpoint says it produces. An
/// endpoint that declares no media type answers whatever it likes.
/// </summary>
internal sealed class Negotiation(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var accept = context.Request.Headers.Accept;
        if (accept.Count == 0 || context.GetEndpoint() is not { } endpoint
            || !MediaTypeHeaderValue.TryParseList(accept, out var ranges))
        {
            return next(context);
        }
        var produced = endpoint.Metadata.OfType<IProducesResponseTypeMetadata>()
            .Where(answer => answer.StatusCode is >= 200 and < 300)
            .SelectMany(answer => answer.ContentTypes)
            .Distinct()
            .ToList();
        return produced.Count == 0 || produced.Any(mediaType => Accepts(ranges, mediaType))
            ? next(context)
            : Problem.Of(ProblemTypes.NotAcceptable, $"This path answers {string.Join(" or ", produced)}.")
                .ExecuteAsync(context);
    }

    // The most specific range decides, so that "text/html, */*;q=0" excludes all else (RFC 9110, section 12.5.1).
    private static bool Accepts(IList<MediaTypeHeaderValue> ranges, string mediaType)
    {
        var type = new MediaTypeHeaderValue(mediaType);
        var best = ranges
            .Where(range => range.MatchesAllTypes || Matches(range, type))
            .OrderByDescending(range => range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2)
            .FirstOrDefault();
        return best is not null && best.Quality is not 0;
    }

    private static bool Matches(MediaTypeHeaderValue range, MediaTypeHeaderValue type) =>
        range.Type.Equals(type.Type, StringComparison.OrdinalIgnoreCase)
        && (range.MatchesAllSubTypes || range.SubType.Equals(type.SubType, StringComparison.OrdinalIgnoreCase));
}
