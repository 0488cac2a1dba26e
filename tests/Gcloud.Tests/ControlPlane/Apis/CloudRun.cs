using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane.Apis;

/// <summary>The Cloud Run services behind functions: who may call them, and what they are.</summary>
internal static class CloudRun
{
    public const string Service = "run.googleapis.com";

    public static string Name(CloudState state, string location, string service) =>
        $"//{Service}/projects/{state.Project}/locations/{location}/services/{service}";

    public static void AddTo(Routes routes)
    {
        const string One = "projects/{project}/locations/{location}/services/{service}";
        Policies.AddTo(routes, Service, "v1/" + One, "roles/run. projects/");
        Policies.AddTo(routes, Service, "v2/" + One, "roles/run. projects/");
        routes.Add(Service, "GET v2/" + One, "", Collection.Existing);
        routes.Add(Service, "GET v2/projects/{project}/locations/{location}/services", "pageSize pageToken", request =>
            Collection.Page(request, "services",
                request.State.Under(request.FullName + "/").Select(entry => entry.Value)));
        // The other face of the same service, which gcloud still reads.
        routes.Add(Service, "GET apis/serving.knative.dev/v1/namespaces/{project}/services/{service}", "", Knative);
    }

    private static JsonObject Knative(ApiRequest request)
    {
        var (name, service) = request.State.Under($"//{Service}/").SingleOrDefault(entry =>
            entry.Key.EndsWith("/services/" + request["service"], StringComparison.Ordinal));
        if (service is null)
            throw Refusal.NotFound(request["service"]);
        return new JsonObject
        {
            ["apiVersion"] = "serving.knative.dev/v1",
            ["kind"] = "Service",
            ["metadata"] = new JsonObject
            {
                ["name"] = request["service"],
                ["namespace"] = request.State.Number,
                ["creationTimestamp"] = Clock.Created,
                ["generation"] = 1,
                ["labels"] = new JsonObject { ["cloud.googleapis.com/location"] = name.Split('/')[6] },
                ["annotations"] = new JsonObject
                {
                    ["run.googleapis.com/ingress"] = "all",
                    ["serving.knative.dev/creator"] = "stub",
                },
            },
            ["spec"] = new JsonObject
            {
                ["template"] = new JsonObject
                {
                    ["metadata"] = new JsonObject(),
                    ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["image"] = "i" }) },
                },
                ["traffic"] = new JsonArray(new JsonObject { ["percent"] = 100, ["latestRevision"] = true }),
            },
            ["status"] = new JsonObject
            {
                ["observedGeneration"] = 1,
                ["url"] = service["uri"]!.DeepClone(),
                ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True" }),
            },
        };
    }
}
