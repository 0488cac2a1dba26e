using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Shop.Api.Http;

/// <summary>The body of a request, read whole: it is at most <see cref="RequestLimits.BodyBytesMax"/> bytes.</summary>
/// <param name="Utf8Json">One JSON document, though perhaps not the one that is wanted; empty where there is none.</param>
/// <param name="Problem">Why there is none.</param>
internal readonly record struct JsonBody(ReadOnlyMemory<byte> Utf8Json, Problem? Problem)
{
    private const string JsonMediaType = "application/json";

    /// <summary>What is asked for is three levels deep; readers of JSON stop at so many unless told otherwise.</summary>
    private const int DepthMax = 64;

    // So that it is this class that finds what is too deep, and says so: every level takes a byte at least.
    private static readonly JsonReaderOptions _anyDepth = new() { MaxDepth = RequestLimits.BodyBytesMax };

    /// <param name="context">The request.</param>
    /// <param name="required">Whether a request without a body is a problem.</param>
    /// <exception cref="BadHttpRequestException">The body is too large, too slow, or ends early.</exception>
    public static async ValueTask<JsonBody> ReadAsync(HttpContext context, bool required = true)
    {
        var request = context.Request;
        var body = await ReadToEndAsync(request, context.RequestAborted);
        if (body.IsEmpty)
        {
            return required ? Refused(Problem.Of(ProblemTypes.MalformedJson, "There is no body; a JSON object is asked for.")) : default;
        }
        if (!IsJson(request))
        {
            context.Response.Headers.Accept = JsonMediaType;
            context.Response.Headers.AcceptEncoding = "identity";
            return Refused(Problem.Of(ProblemTypes.UnsupportedMediaType, RequestLimits.OnlyJson));
        }
        return Malformed(body.Span) is { } problem ? Refused(problem) : new JsonBody(body, null);
    }

    private static JsonBody Refused(Problem problem) => new(default, problem);

    private static bool IsJson(HttpRequest request) =>
        request.Headers.ContentEncoding.All(coding => "identity".Equals(coding, StringComparison.OrdinalIgnoreCase))
        && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(JsonMediaType, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue
            || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static async ValueTask<ReadOnlyMemory<byte>> ReadToEndAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var read = await ReadAsync(reader, cancellationToken);
            if (read.IsCompleted || read.IsCanceled)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static async ValueTask<ReadResult> ReadAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken);
        }
        catch (Exception fault) when (
            fault is InvalidOperationException || (fault is IOException and not BadHttpRequestException))
        {
            // Kestrel's words for a trailer that holds what no header may hold, and for the size of a chunk that no
            // number holds. It has a better word for the other ways to break the rules.
            throw new BadHttpRequestException("The chunks of the body break the rules of HTTP.", fault);
        }
    }

    private static Problem? Malformed(ReadOnlySpan<byte> utf8Json)
    {
        if (!Utf8.IsValid(utf8Json))
        {
            return Problem.Of(ProblemTypes.MalformedJson, "The body is not UTF-8.");
        }
        var reader = new Utf8JsonReader(utf8Json, _anyDepth);
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= DepthMax && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                {
                    return Problem.Of(ProblemTypes.MalformedJson, $"Values of the body nest at most {DepthMax} deep.");
                }
            }
            return null;
        }
        catch (JsonException fault)
        {
            // Not the exception's own text, which quotes the body.
            var (line, at) = (fault.LineNumber + 1, fault.BytePositionInLine + 1);
            return Problem.Of(ProblemTypes.MalformedJson, string.Create(
                CultureInfo.InvariantCulture, $"The body stops being JSON in line {line}, at byte {at}."))
                with { Line = line, Byte = at };
        }
    }
}
