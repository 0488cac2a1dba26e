using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>What is answered to which method and path of which API; the verb of a path comes after a colon.</summary>
internal sealed class Routes
{
    // Parameters that every method of Google's APIs takes.
    private static readonly string[] _always = ["alt", "fields", "prettyPrint", "quotaUser", "userProject", "key"];

    private readonly List<Route> _routes = [];

    private sealed record Route(
        string Service, string Method, string[] Segments, string Verb, string[] Parameters,
        Func<ApiRequest, JsonNode> Answer);

    /// <param name="service">The API's host.</param>
    /// <param name="pattern">As <c>GET v1/projects/{project}/topics/{topic}:getIamPolicy</c>.</param>
    /// <param name="parameters">Names of query parameters, with spaces between them; others are refused.</param>
    /// <param name="answer">Makes the JSON of the answer, or throws a <see cref="Refusal"/>.</param>
    public void Add(string service, string pattern, string parameters, Func<ApiRequest, JsonNode> answer)
    {
        var space = pattern.IndexOf(' ', StringComparison.Ordinal);
        var (path, verb) = Split(pattern[(space + 1)..]);
        var names = parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _routes.Add(new Route(service, pattern[..space], path.Split('/'), verb, names, answer));
    }

    public JsonNode Answer(ApiRequest request)
    {
        // Verbs first: a name in braces would take "services/s:getIamPolicy" whole.
        foreach (var route in _routes.OrderByDescending(route => route.Verb.Length > 0))
        {
            if (Match(route, request) is not { } matched)
                continue;
            foreach (var name in request.Query.Keys.Except([.. route.Parameters, .. _always]))
            {
                throw Refusal.Invalid($"Invalid JSON payload received. Unknown name \"{name}\": "
                    + "Cannot bind query parameter. Field could not be found in request message.");
            }
            var project = matched.Captured.GetValueOrDefault("project", request.State.Project);
            if (project != request.State.Project)
                throw Refusal.Forbidden($"Permission denied on resource project {project}.");
            return route.Answer(matched);
        }
        throw new Refusal(404, "NOT_FOUND", $"The stub has no {request.Method} {request.Service}/{request.Path}.");
    }

    private static ApiRequest? Match(Route route, ApiRequest request)
    {
        if (route.Service != request.Service || route.Method != request.Method)
            return null;
        var (path, verb) = route.Verb.Length > 0 ? Split(request.Path) : (request.Path, "");
        var segments = path.Split('/');
        if (verb != route.Verb || segments.Length != route.Segments.Length)
            return null;
        var captured = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < segments.Length; index++)
        {
            var (pattern, segment) = (route.Segments[index], Uri.UnescapeDataString(segments[index]));
            if (pattern.StartsWith('{'))
                captured[pattern[1..^1]] = segment;
            else if (pattern != segment)
                return null;
        }
        var resource = string.Join('/', segments.Skip(1).Select(Uri.UnescapeDataString));
        return request with { Captured = captured, Resource = resource };
    }

    private static (string Path, string Verb) Split(string path)
    {
        var colon = path.LastIndexOf(':');
        return colon > path.LastIndexOf('/') ? (path[..colon], path[(colon + 1)..]) : (path, "");
    }
}
