using System.Globalization;
using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane.Apis;

/// <summary>What Cloud Functions makes for a function, or says why it cannot.</summary>
internal static class FunctionParts
{
    /// <summary>Builds, then makes the service, then the trigger. A function that failed stays, and says so.</summary>
    public static string? Make(ApiRequest request, JsonObject function, JsonObject? before)
    {
        var failed = BuildFails(request.State, function) ?? AccountFails(request.State, function);
        if (failed is null)
        {
            MakeService(request, function, before);
            failed = FunctionTrigger.Make(request, function, before);
        }
        function["state"] = failed is null ? "ACTIVE" : "FAILED";
        if (failed is null)
            function.Remove("stateMessages");
        else
        {
            function["stateMessages"] =
                new JsonArray(new JsonObject { ["severity"] = "ERROR", ["type"] = "Failed", ["message"] = failed });
        }
        return failed;
    }

    public static void Remove(ApiRequest request)
    {
        var function = request.State.Get(request.FullName);
        FunctionTrigger.Remove(request, function);
        request.State.Remove($"//{CloudRun.Service}/{(string?)function["serviceConfig"]?["service"]}");
    }

    private static string? BuildFails(CloudState state, JsonObject function)
    {
        foreach (var api in new[] { CloudRun.Service, "cloudbuild.googleapis.com", "artifactregistry.googleapis.com" })
        {
            if (!EnabledServices.IsEnabled(state, api))
                return $"Build failed: the API {api} is not enabled in project {state.Project}.";
        }
        var builder = ((string)function["buildConfig"]!["serviceAccount"]!).Split('/')[^1];
        string[] roles = ["roles/cloudbuild.builds.builder", "roles/editor"];
        return roles.Any(role => state.Grants(Projects.Name(state), role, "serviceAccount:" + builder))
            ? null
            : $"Build failed: {builder} lacks roles/cloudbuild.builds.builder on the project.";
    }

    // The account, and the secrets that it must be able to read before any instance starts.
    private static string? AccountFails(CloudState state, JsonObject function)
    {
        var account = (string)function["serviceConfig"]!["serviceAccountEmail"]!;
        if (!Members.Exists(state, account))
            return $"Service account {account} was not found.";
        foreach (var variable in function["serviceConfig"]!["secretEnvironmentVariables"] as JsonArray ?? [])
        {
            var secret = Secrets.Name(state, (string?)variable!["secret"] ?? "");
            var version = (string?)variable["version"] ?? "latest";
            var versions = state.Under(secret + "/versions/");
            if (!versions.Any(entry => version == "latest" || entry.Key.EndsWith("/" + version, StringComparison.Ordinal)))
                return $"Secret {secret} version {version} was not found.";
            const string Reader = "roles/secretmanager.secretAccessor";
            if (!state.Grants(secret, Reader, "serviceAccount:" + account)
                && !state.Grants(Projects.Name(state), Reader, "serviceAccount:" + account))
            {
                return $"Permission denied on secret: {secret} for Revision service account {account}. The service "
                    + $"account used must be granted the '{Reader}' role.";
            }
        }
        return null;
    }

    private static void MakeService(ApiRequest request, JsonObject function, JsonObject? before)
    {
        var (location, id) = (request["location"], request.Resource.Split('/')[^1]);
        var service = string.Concat(id.Select(char.ToLowerInvariant)).Replace('_', '-');
        var config = function["serviceConfig"]!.AsObject();
        var uri = $"https://{service}-{request.State.Number}.{location}.run.app";
        config["service"] = $"projects/{request.State.Project}/locations/{location}/services/{service}";
        config["uri"] = uri;
        config["revision"] = $"{service}-{Revision(before):D5}-stub";
        function["url"] = $"https://{location}-{request.State.Project}.cloudfunctions.net/{id}";
        function["buildConfig"]!["build"] =
            $"projects/{request.State.Number}/locations/{location}/builds/{request.State.NextNumber()}";
        request.State.Put(CloudRun.Name(request.State, location, service), new JsonObject
        {
            ["name"] = config["service"]!.DeepClone(),
            ["uri"] = uri,
            ["creator"] = "service-" + request.State.Number + "@gcf-admin-robot.iam.gserviceaccount.com",
            ["labels"] = new JsonObject { ["goog-managed-by"] = "cloudfunctions" },
            ["latestReadyRevision"] = config["revision"]!.DeepClone(),
        });
    }

    private static int Revision(JsonObject? before) =>
        (string?)before?["serviceConfig"]?["revision"] is { } revision
            ? int.Parse(revision.Split('-')[^2], CultureInfo.InvariantCulture) + 1
            : 1;
}
