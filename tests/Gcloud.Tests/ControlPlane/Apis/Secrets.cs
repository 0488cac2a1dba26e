using System.Globalization;
using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane.Apis;

/// <summary>Secret Manager.</summary>
internal static class Secrets
{
    private const string Service = "secretmanager.googleapis.com";

    private static readonly Shape _shape = Shape.Parse("""
        name replication{automatic{*} userManaged{*}} createTime labels{*} topics:any expireTime ttl etag rotation{*}
        versionAliases{*} annotations{*} versionDestroyTtl customerManagedEncryption{*} tags{*}
        """);

    public static string Name(CloudState state, string secret) =>
        $"//{Service}/projects/{state.Project}/secrets/{secret}";

    public static void AddTo(Routes routes, Operations operations)
    {
        new Collection(Service, "v1", "projects/{project}/secrets", "secret")
        {
            Shape = _shape, IdParameter = "secretId", Prepare = Prepare, Deleted = RemoveVersions,
        }.AddTo(routes, operations);
        const string One = "v1/projects/{project}/secrets/{secret}";
        Policies.AddTo(routes, Service, One, "roles/secretmanager. projects/");
        routes.Add(Service, $"POST {One}:addVersion", "", AddVersion);
        routes.Add(Service, $"GET {One}/versions", "pageSize pageToken filter", Versions);
        routes.Add(Service, $"GET {One}/versions/{{version}}", "", request => Version(request).Value);
        routes.Add(Service, $"GET {One}/versions/{{version}}:access", "", request =>
        {
            var (name, version) = Version(request);
            return new JsonObject
            {
                ["name"] = version["name"]!.DeepClone(),
                ["payload"] = new JsonObject { ["data"] = Convert.ToBase64String(request.State.Contents[name]) },
            };
        });
    }

    private static void Prepare(ApiRequest request, JsonObject secret, JsonObject? before)
    {
        if (before is null && secret["replication"] is null)
            throw Refusal.Invalid("Secret.replication must be provided.");
        secret["createTime"] ??= Clock.Created;
        secret["name"] = $"projects/{request.State.Number}/{request.Resource.Split('/', 3)[2]}";
    }

    private static JsonObject AddVersion(ApiRequest request)
    {
        Collection.Existing(request);
        var number = request.State.Under(request.FullName + "/versions/").Count + 1;
        var name = $"{request.FullName}/versions/{number.ToString(CultureInfo.InvariantCulture)}";
        var version = new JsonObject
        {
            ["name"] = $"projects/{request.State.Number}/secrets/{request["secret"]}/versions/{number}",
            ["createTime"] = Clock.Created,
            ["state"] = "ENABLED",
            ["clientSpecifiedPayloadChecksum"] = request.Body["payload"]?["dataCrc32c"] is not null,
            ["replicationStatus"] = new JsonObject { ["automatic"] = new JsonObject() },
        };
        request.State.Contents[name] = Convert.FromBase64String((string?)request.Body["payload"]?["data"]
            ?? throw Refusal.Invalid("Payload is required."));
        request.State.Put(name, version);
        return version;
    }

    private static JsonObject Versions(ApiRequest request)
    {
        if (!request.State.Has(Name(request.State, request["secret"])))
            throw Refusal.NotFound(request.Resource);
        var state = request.Parameter("filter")?.Split(':', '=')[^1].Trim('"').ToUpperInvariant();
        return Collection.Page(request, "versions", request.State.Under(request.FullName + "/").Reverse()
            .Select(entry => entry.Value).Where(each => state is null || (string?)each["state"] == state));
    }

    private static KeyValuePair<string, JsonObject> Version(ApiRequest request)
    {
        var versions = request.State.Under($"{Name(request.State, request["secret"])}/versions/");
        return versions.LastOrDefault(entry => request["version"] == "latest"
            || entry.Key.EndsWith("/" + request["version"], StringComparison.Ordinal)) is { Value: not null } found
                ? found
                : throw Refusal.NotFound(request.Resource);
    }

    private static void RemoveVersions(ApiRequest request)
    {
        foreach (var (name, _) in request.State.Under(request.FullName + "/versions/"))
            request.State.Remove(name);
    }
}
