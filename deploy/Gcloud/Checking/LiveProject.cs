using System.Net;
using System.Text.Json.Nodes;

namespace Shop.Gcloud.Checking;

/// <summary>A project as it is now, each thing read when it is first asked for, and once.</summary>
/// <param name="access">How it is read.</param>
/// <param name="projectId">Which it is.</param>
internal sealed class LiveProject(CloudAccess access, string projectId)
{
    private readonly Dictionary<string, JsonNode?> _read = [];

    /// <summary>What could not be read, and why; what rests on it cannot be told.</summary>
    public List<Finding> Unreadable { get; } = [];

    /// <returns>Null where there is none, or it cannot be read.</returns>
    public async Task<JsonNode?> GetAsync(string api, string path, bool post = false)
    {
        var key = $"{api}/{path}";
        if (!_read.TryGetValue(key, out var known))
        {
            known = _read[key] = await ReadAsync(api, path, post);
        }
        return known;
    }

    /// <summary>All pages of a list.</summary>
    /// <param name="api">Which.</param>
    /// <param name="path">Of the list.</param>
    /// <param name="member">What the list is called in the answer.</param>
    public async Task<IReadOnlyList<JsonNode>> ListAsync(string api, string path, string member)
    {
        var all = new List<JsonNode>();
        for (string? page = ""; page is not null;)
        {
            var next = page.Length == 0
                ? path : $"{path}{(path.Contains('?') ? '&' : '?')}pageToken={Uri.EscapeDataString(page)}";
            var answer = await GetAsync(api, next);
            all.AddRange(answer?[member]?.AsArray().OfType<JsonNode>() ?? []);
            page = answer.Text("nextPageToken");
        }
        return all;
    }

    /// <summary>Members of a policy by role; empty where there is no policy.</summary>
    public async Task<ILookup<string, string>> PolicyAsync(string api, string path, bool post = false)
    {
        var policy = await GetAsync(api, path, post);
        return (policy?["bindings"]?.AsArray().OfType<JsonNode>() ?? [])
            // A right that holds under a condition only is none to rely on.
            .Where(binding => binding["condition"] is null)
            .SelectMany(binding => binding["members"]?.AsArray().OfType<JsonNode>()
                .Select(member => (Role: binding.Text("role") ?? "", Member: member.GetValue<string>())) ?? [])
            .ToLookup(pair => pair.Role, pair => pair.Member);
    }

    private async Task<JsonNode?> ReadAsync(string api, string path, bool post)
    {
        var (status, body) = await access.AskAsync(api, path, post);
        switch (status)
        {
            case HttpStatusCode.OK:
                return JsonNode.Parse(body);
            case HttpStatusCode.NotFound:
                return null;
            default:
                Unreadable.Add(new Finding(
                    $"{api}.googleapis.com/{path.Split('?')[0]}",
                    $"could not be read: {(int)status} {Message(body)}",
                    $"roles/viewer and roles/iam.securityReviewer on {projectId} allow to read all that is checked."));
                return null;
        }
    }

    private static string Message(string body)
    {
        try
        {
            return JsonNode.Parse(body).Text("error.message") ?? "";
        }
        catch (System.Text.Json.JsonException)
        {
            return "with no explanation";
        }
    }
}

/// <summary>Reads values out of answers.</summary>
internal static class JsonPaths
{
    /// <param name="node">Where to begin; null has no members.</param>
    /// <param name="path">Names of members with dots between them.</param>
    /// <returns>The text, number or truth value as JSON writes it, without quotes; null where there is none.</returns>
    public static string? Text(this JsonNode? node, string path)
    {
        foreach (var name in path.Split('.'))
        {
            node = (node as JsonObject)?[name];
        }
        return node is JsonValue value ? value.ToString() : null;
    }

    /// <summary>The last part of a full name.</summary>
    public static string? Id(this JsonNode? node, string path = "name") => node.Text(path)?.Split('/')[^1];
}
