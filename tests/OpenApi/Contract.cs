using System.Net.Http.Headers;
using System.Text.Json;
using Json.Schema;

namespace Shop.OpenApi;

/// <summary>Whether an answer is one that the description tells of.</summary>
/// <param name="description">What the API says of itself.</param>
public sealed class Contract(ApiDescription description)
{
    private const string ProblemMediaType = "application/problem+json";

    public ApiDescription Description => description;

    /// <summary>The operation that a request is for; null for a path or a method that is not described.</summary>
    public Operation? Find(HttpRequestMessage request) => description.At(request.RequestUri!.AbsolutePath)
        // HEAD is answered as GET, everywhere.
        .FirstOrDefault(one => one.Method == (request.Method == HttpMethod.Head ? "GET" : request.Method.Method));

    /// <returns>What is wrong with an answer, but for the events of a stream.</returns>
    public async Task<IReadOnlyList<string>> FaultsAsync(
        HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (Find(request) is not { } operation)
        {
            return IsProblem(response) ? [.. Problem(await BodyAsync(response, cancellationToken), response, description.Problem)] : [];
        }
        if (!operation.Answers.TryGetValue((int)response.StatusCode, out var answer))
        {
            return [$"status {(int)response.StatusCode} is not declared; declared are {string.Join(", ", operation.Answers.Keys)}"];
        }
        var faults = Headers(answer, response).ToList();
        var hasBody = request.Method != HttpMethod.Head;
        if (MediaOf(response) is not { } type)
        {
            var isEmpty = !hasBody || (await response.Content.ReadAsByteArrayAsync(cancellationToken)).Length == 0;
            return !isEmpty ? [.. faults, "there is content without a Content-Type"]
                : answer.Content.Count == 0 || answer.MayBeEmpty || !hasBody ? faults
                : [.. faults, "there is no content, though some is declared"];
        }
        if (!answer.Content.TryGetValue(type, out var media))
        {
            return [.. faults, $"content type {type} is not declared; declared are {string.Join(", ", answer.Content.Keys)}"];
        }
        if (hasBody && media.Schema is not null && type.EndsWith("json", StringComparison.Ordinal))
        {
            var body = await BodyAsync(response, cancellationToken);
            faults.AddRange(type == ProblemMediaType
                ? Problem(body, response, media.Schema, answer.ProblemTypes)
                : Faults(body, media.Schema));
        }
        return faults;
    }

    /// <summary>Schemas of the events that an answer may hold, by name; null where it is no stream.</summary>
    public IReadOnlyDictionary<string, JsonSchema>? EventsOf(HttpRequestMessage request, HttpResponseMessage response) =>
        MediaOf(response) == "text/event-stream" && Find(request) is { } operation
        && operation.Answers.TryGetValue((int)response.StatusCode, out var answer)
            ? answer.Content.GetValueOrDefault("text/event-stream")?.Events
            : null;

    internal static IEnumerable<string> Faults(string body, JsonSchema schema)
    {
        try
        {
            return ClosedSchemas.Faults(schema, JsonElement.Parse(body)).Select(fault => $"{fault} in {body}");
        }
        catch (JsonException)
        {
            return [$"the content is no JSON: {body}"];
        }
    }

    // The members that RFC 9457 ties to the answer around it.
    private static List<string> Problem(
        string body, HttpResponseMessage response, JsonSchema schema, IReadOnlyList<string>? types = null)
    {
        var faults = Faults(body, schema).ToList();
        if (faults.Count > 0)
        {
            return faults;
        }
        var problem = JsonElement.Parse(body);
        var type = problem.GetProperty("type").GetString()!;
        if (problem.GetProperty("status").GetInt32() != (int)response.StatusCode)
        {
            faults.Add($"the problem's status is not that of the answer, {(int)response.StatusCode}: {body}");
        }
        if (types is not null && !types.Contains(type))
        {
            faults.Add($"problem {type} is not declared; declared are {string.Join(", ", types)}");
        }
        return faults;
    }

    private static IEnumerable<string> Headers(AnswerDescription answer, HttpResponseMessage response)
    {
        foreach (var (name, header) in answer.Headers)
        {
            if (!response.Headers.TryGetValues(name, out var values) && !response.Content.Headers.TryGetValues(name, out values))
            {
                if (header.IsRequired)
                {
                    yield return $"header {name} is missing";
                }
                continue;
            }
            var text = string.Join(", ", values);
            var value = header.IsNumber ? text : JsonSerializer.Serialize(text);
            foreach (var fault in Faults(value, header.Schema))
            {
                yield return $"header {name}: {fault}";
            }
        }
    }

    private static bool IsProblem(HttpResponseMessage response) =>
        MediaOf(response) == ProblemMediaType && response.RequestMessage!.Method != HttpMethod.Head;

    private static string? MediaOf(HttpResponseMessage response) =>
        response.Content.Headers.ContentType is MediaTypeHeaderValue { MediaType: { } type } ? type : null;

    // Buffered, so that whoever asked reads it too.
    private static async Task<string> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}
