using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>One request to one API, taken apart.</summary>
internal sealed record ApiRequest(
    CloudState State, string Service, string Method, string Path, IQueryCollection Query, byte[] Content,
    string ContentType)
{
    private JsonObject? _body;

    /// <summary>What the braces of the route's pattern stand for.</summary>
    public IReadOnlyDictionary<string, string> Captured { get; init; } = new Dictionary<string, string>();

    /// <summary>The resource or collection meant: the path without version and without verb.</summary>
    public string Resource { get; init; } = "";

    public string FullName => $"//{Service}/{Resource}";

    public string this[string captured] => Captured[captured];

    /// <summary>The JSON body; an empty object where there is none, as Google's APIs take it.</summary>
    public JsonObject Body => _body ??= Parse() ?? [];

    public string? Parameter(string name) => Query.TryGetValue(name, out var value) ? (string?)value : null;

    public JsonObject? Parse()
    {
        try
        {
            return Content.Length == 0 ? null : JsonNode.Parse(Content) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
