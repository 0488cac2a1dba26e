using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Shop.Documents.Tests.Differential;

/// <summary>
/// Sends each request to two servers, in a project of its own, and compares what they answer: HTTP status,
/// google.rpc status, and the body with all that may differ (times, words, tokens) taken out.
/// </summary>
internal sealed partial class BothServers(HttpClient http, string project, params string[] hosts)
{
    private static readonly JsonSerializerOptions _deep = new() { MaxDepth = 128 };

    private const string Version = "$version";

    // What each server said last of each document, to be put into preconditions.
    private readonly Dictionary<string, string>[] _versions = [.. hosts.Select(_ => new Dictionary<string, string>())];

    public string Root { get; } = $"projects/{project}/databases/(default)/documents";

    public async Task SameAsync(HttpMethod method, string path, string? body = null)
    {
        var answers = new List<string>();
        for (var index = 0; index < hosts.Length; index++)
        {
            answers.Add(await SendAsync(index, method, path, body));
        }
        Assert.True(answers[0] == answers[1], $"{method} {path} {body}\n  {answers[0]}\n  {answers[1]}");
    }

    public Task CommitAsync(params string[] writes) =>
        SameAsync(HttpMethod.Post, ":commit", $$"""{"writes":[{{string.Join(',', writes)}}]}""");

    /// <summary>Asks both what they hold, and remembers the versions.</summary>
    public Task ReadAsync(params string[] names) => SameAsync(
        HttpMethod.Post, ":batchGet",
        $$"""{"documents":[{{string.Join(',', names.Select(name => $"\"{Root}/{name}\""))}}]}""");

    public string Update(string name, string fields = "{}", string? precondition = null) =>
        $$"""{"update":{"name":"{{Root}}/{{name}}","fields":{{fields}}}{{Current(precondition)}}}""";

    public string Delete(string name, string? precondition = null) =>
        $$"""{"delete":"{{Root}}/{{name}}"{{Current(precondition)}}}""";

    public string Verify(string name, string? precondition = null) =>
        $$"""{"verify":"{{Root}}/{{name}}"{{Current(precondition)}}}""";

    /// <summary>A precondition on the version that was read last.</summary>
    public static string VersionOf(string name) => $$"""{"updateTime":"{{Version}}({{name}})"}""";

    private static string Current(string? precondition) =>
        precondition is null ? "" : $",\"currentDocument\":{precondition}";

    private async Task<string> SendAsync(int index, HttpMethod method, string path, string? body)
    {
        var target = new Uri(
            $"http://{hosts[index]}/v1/{Root}{path}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(method, target);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer owner");
        if (body is not null)
        {
            request.Content = new StringContent(WithVersions(index, body), Encoding.UTF8, "application/json");
        }
        using var response = await http.SendAsync(request);
        var answer = JsonNode.Parse(
            await response.Content.ReadAsStringAsync(), documentOptions: new JsonDocumentOptions { MaxDepth = 128 });
        Remember(index, answer);
        return $"{(int)response.StatusCode} {Comparable(answer)!.ToJsonString(_deep)}";
    }

    private string WithVersions(int index, string body) => VersionReference().Replace(
        body, match => _versions[index].GetValueOrDefault(match.Groups[1].Value, "2001-01-01T00:00:00Z"));

    private void Remember(int index, JsonNode? answer)
    {
        foreach (var found in (answer as JsonArray ?? []).Select(element => element!["found"]).OfType<JsonObject>())
        {
            _versions[index][((string)found["name"]!)[(Root.Length + 1)..]] = (string)found["updateTime"]!;
        }
    }

    private static JsonNode? Comparable(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, member.Key switch
            {
                "createTime" or "updateTime" or "commitTime" or "readTime" or "message" => "…",
                "doubleValue" or "latitude" or "longitude" when member.Value!.GetValueKind() == JsonValueKind.Number =>
                    JsonValue.Create(member.Value.GetValue<double>()),
                _ => Comparable(member.Value),
            }))),
        JsonArray items => new JsonArray([.. items.Select(Comparable)]),
        null => null,
        _ => node.DeepClone(),
    };

    [GeneratedRegex(@"\$version\(([^)]*)\)")]
    private static partial Regex VersionReference();
}
