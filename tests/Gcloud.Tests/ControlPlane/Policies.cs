using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>IAM policies: read, written whole, and only on top of the policy that was read.</summary>
internal static class Policies
{
    private static readonly Shape _shape = Shape.Parse(
        "version:int etag bindings[]{role members[] condition{expression title description location}} auditConfigs:any");

    /// <param name="routes">Where the methods are added.</param>
    /// <param name="service">The API's host.</param>
    /// <param name="pattern">As <c>v1/projects/{project}/topics/{topic}</c>.</param>
    /// <param name="roles">How the roles begin that such a resource can be given.</param>
    /// <param name="method">How the policy is read: some APIs GET it, others POST.</param>
    /// <param name="exists">Whether there is such a resource; by default, whether the state has it.</param>
    public static void AddTo(Routes routes, string service, string pattern, string roles, string method = "GET",
        Func<ApiRequest, bool>? exists = null)
    {
        exists ??= request => request.State.Has(request.FullName);
        routes.Add(service, $"{method} {pattern}:getIamPolicy", "options.requestedPolicyVersion",
            request => exists(request) ? Read(request, request.FullName) : throw Refusal.NotFound(request.Resource));
        routes.Add(service, $"POST {pattern}:setIamPolicy", "", request => exists(request)
            ? Write(request, request.FullName, request.Body["policy"] as JsonObject ?? [], roles)
            : throw Refusal.NotFound(request.Resource));
    }

    public static JsonObject Read(ApiRequest request, string name)
    {
        var policy = request.State.Policy(name);
        policy["version"] ??= 1;
        policy["etag"] = Etag(policy);
        return policy;
    }

    public static JsonObject Write(ApiRequest request, string name, JsonObject policy, string roles)
    {
        _shape.Check(policy);
        var before = Read(request, name);
        if (policy["etag"] is { } etag && Standard((string)etag!) != (string?)before["etag"])
        {
            throw new Refusal(409, "ABORTED", "There were concurrent policy changes. Please retry the whole "
                + "read-modify-write with exponential backoff.");
        }
        foreach (var binding in policy["bindings"] as JsonArray ?? [])
            Check(request, binding!.AsObject(), roles);
        var bindings = Tidy(policy["bindings"] as JsonArray ?? []);
        // Without bindings there is nothing to keep: a policy that was never written reads the same.
        if (bindings.Count > 0 || before["bindings"] is not null)
        {
            request.State.SetPolicy(name, new JsonObject
            {
                ["version"] = bindings.Any(binding => binding!["condition"] is not null) ? 3 : 1,
                ["bindings"] = bindings,
            });
        }
        return Read(request, name);
    }

    private static void Check(ApiRequest request, JsonObject binding, string roles)
    {
        var role = (string?)binding["role"] ?? "";
        if (!roles.Split(' ').Any(prefix => role.StartsWith(prefix, StringComparison.Ordinal)))
            throw Refusal.Invalid($"Role {role} is not supported for this resource.");
        foreach (var member in binding["members"] as JsonArray ?? [])
            Members.Check(request.State, (string?)member ?? "");
    }

    // One binding for each role and condition, by role, as IAM gives them back.
    private static JsonArray Tidy(JsonArray bindings)
    {
        var groups = bindings.Select(binding => binding!.AsObject())
            .GroupBy(binding => $"{binding["role"]} {binding["condition"]?.ToJsonString()}")
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        var tidy = new JsonArray();
        foreach (var group in groups)
        {
            var members = group.SelectMany(binding => binding["members"] as JsonArray ?? [])
                .Select(member => (string)member!).Distinct().Order(StringComparer.Ordinal).ToArray();
            var binding = (JsonObject)group.First().DeepClone();
            binding["members"] = new JsonArray([.. members.Select(member => (JsonNode?)member)]);
            if (members.Length > 0)
                tidy.Add(binding);
        }
        return tidy;
    }

    // gcloud gives an etag back in the other alphabet of base64.
    private static string Standard(string etag) => etag.Replace('-', '+').Replace('_', '/');

    private static string Etag(JsonObject policy)
    {
        var content = $"{policy["version"]}{policy["bindings"]?.ToJsonString()}";
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)), 0, 8);
    }
}
