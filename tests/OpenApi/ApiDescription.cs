using System.Text.Json;
using Json.Schema;

namespace Shop.OpenApi;

/// <summary>A header that an answer is said to carry.</summary>
/// <param name="Schema">Of its value.</param>
/// <param name="IsRequired">Whether it is always there.</param>
/// <param name="IsNumber">Whether its value is a number.</param>
public sealed record HeaderDescription(JsonSchema Schema, bool IsRequired, bool IsNumber);

/// <summary>One kind of content.</summary>
/// <param name="Schema">Of the content, where that is JSON.</param>
/// <param name="Events">Of a stream's events, by their names: the extension <c>x-events</c>.</param>
public sealed record MediaDescription(JsonSchema? Schema, IReadOnlyDictionary<string, JsonSchema> Events);

/// <summary>An answer, as its status tells it apart.</summary>
/// <param name="Content">By media type; empty where there is no content.</param>
/// <param name="Headers">By name.</param>
/// <param name="ProblemTypes">The <c>type</c>s that a problem may have: the extension <c>x-problem-types</c>.</param>
/// <param name="MayBeEmpty">Whether the content may be left out: the extension <c>x-may-be-empty</c>.</param>
public sealed record AnswerDescription(
    IReadOnlyDictionary<string, MediaDescription> Content, IReadOnlyDictionary<string, HeaderDescription> Headers,
    IReadOnlyList<string> ProblemTypes, bool MayBeEmpty);

/// <summary>One method of one path.</summary>
/// <param name="Method">In upper case.</param>
/// <param name="Path">With its parameters in braces.</param>
/// <param name="Answers">By status.</param>
public sealed record Operation(string Method, string Path, IReadOnlyDictionary<int, AnswerDescription> Answers)
{
    public string Name { get; } = $"{Method} {Path}";
}

/// <summary>What an API says of itself, in OpenAPI 3.1.</summary>
public sealed class ApiDescription
{
    private static readonly string[] _methods = ["get", "post", "put", "patch", "delete"];

    private readonly ClosedSchemas _schemas;

    private ApiDescription(JsonElement document)
    {
        _schemas = new ClosedSchemas(document);
        Problem = _schemas.Build(JsonElement.Parse("""{"$ref":"#/components/schemas/Problem"}"""));
        Operations =
        [
            .. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
                .Where(member => _methods.Contains(member.Name))
                .Select(member => new Operation(member.Name.ToUpperInvariant(), path.Name, Answers(member.Value)))),
        ];
    }

    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>Of every problem, wherever it is answered.</summary>
    public JsonSchema Problem { get; }

    public static ApiDescription Parse(string json) => new(JsonElement.Parse(json));

    /// <returns>The operations of the path that fits best: of two, the one with fewer parameters.</returns>
    public IReadOnlyList<Operation> At(string path) => Operations
        .Where(operation => Fits(operation.Path, path))
        .GroupBy(operation => operation.Path)
        .MinBy(group => group.Key.Count(letter => letter == '{'))?
        .ToList() ?? [];

    private static bool Fits(string template, string path)
    {
        var (wanted, given) = (template.Split('/'), path.Split('/'));
        return wanted.Length == given.Length
            && wanted.Zip(given).All(pair => pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First == pair.Second);
    }

    private Dictionary<int, AnswerDescription> Answers(JsonElement operation) => operation.GetProperty("responses")
        .EnumerateObject()
        .ToDictionary(answer => int.Parse(answer.Name, System.Globalization.CultureInfo.InvariantCulture), answer => Answer(answer.Value));

    private AnswerDescription Answer(JsonElement answer) => new(
        Members(answer, "content").ToDictionary(media => media.Name, media => Media(media.Value), StringComparer.OrdinalIgnoreCase),
        Members(answer, "headers").ToDictionary(header => header.Name, header => Header(header.Value), StringComparer.OrdinalIgnoreCase),
        answer.TryGetProperty("x-problem-types", out var types) ? [.. types.EnumerateArray().Select(type => type.GetString()!)] : [],
        answer.TryGetProperty("x-may-be-empty", out var empty) && empty.GetBoolean());

    private MediaDescription Media(JsonElement media) => new(
        media.TryGetProperty("schema", out var schema) ? _schemas.Build(schema) : null,
        Members(media, "x-events").ToDictionary(one => one.Name, one => _schemas.Build(one.Value)));

    private HeaderDescription Header(JsonElement header)
    {
        var schema = header.GetProperty("schema");
        return new HeaderDescription(
            _schemas.Build(schema),
            header.TryGetProperty("required", out var required) && required.GetBoolean(),
            schema.TryGetProperty("type", out var type) && type.GetString() is "integer" or "number");
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var members) ? members.EnumerateObject() : default;
}
