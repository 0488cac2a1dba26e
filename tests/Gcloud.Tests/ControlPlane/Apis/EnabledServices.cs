using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane.Apis;

/// <summary>Service Usage: which APIs the project has enabled, and Google's own accounts of those.</summary>
internal static class EnabledServices
{
    private const string Service = "serviceusage.googleapis.com";

    // What a new project has enabled, and what needs no enabling.
    private static readonly string[] _fromTheStart =
    [
        "bigquery.googleapis.com", "cloudapis.googleapis.com", "cloudtrace.googleapis.com",
        "datastore.googleapis.com", "logging.googleapis.com", "monitoring.googleapis.com",
        "servicemanagement.googleapis.com", Service, "sql-component.googleapis.com",
        "storage-api.googleapis.com", "storage-component.googleapis.com", "storage.googleapis.com",
    ];

    // gcloud calls these on behalf of its own project where the user's has not enabled them.
    private static readonly string[] _always = [Service, Projects.Service, "storage.googleapis.com"];

    // Enough of the catalogue to tell a misspelt name.
    private static readonly string[] _others =
    [
        "artifactregistry.googleapis.com", "cloudbuild.googleapis.com", "cloudfunctions.googleapis.com",
        Projects.Service, "eventarc.googleapis.com", "firestore.googleapis.com", "iam.googleapis.com",
        "iamcredentials.googleapis.com", "pubsub.googleapis.com", "run.googleapis.com",
        "secretmanager.googleapis.com", "cloudscheduler.googleapis.com", "containerregistry.googleapis.com",
    ];

    public static string Name(CloudState state, string service) =>
        $"//{Service}/projects/{state.Project}/services/{service}";

    public static bool IsEnabled(CloudState state, string service) =>
        (string?)state.Find(Name(state, service))?["state"] == "ENABLED";

    public static void Require(CloudState state, string service)
    {
        if (!_always.Contains(service) && !IsEnabled(state, service))
            throw Refusal.Disabled(service, state.Number);
    }

    public static void AddTo(Routes routes, Operations operations, CloudState state)
    {
        foreach (var service in _fromTheStart)
            Set(state, service, "ENABLED");
        foreach (var service in _others)
            Set(state, service, "DISABLED");
        const string One = "v1/projects/{project}/services/{service}";
        routes.Add(Service, "GET v1/projects/{project}/services", "filter pageSize pageToken", List);
        routes.Add(Service, "GET " + One, "", Collection.Existing);
        routes.Add(Service, $"POST {One}:enable", "", request => Enable(request, operations, [request["service"]]));
        routes.Add(Service, "POST v1/projects/{project}/services:batchEnable", "", request => Enable(
            request, operations, [.. request.Body["serviceIds"]!.AsArray().Select(each => (string)each!)]));
        routes.Add(Service, "POST v1beta1/projects/{project}/services/{service}:generateServiceIdentity", "",
            request => Identity(request, operations));
        operations.AddTo(routes, Service, "v1/operations/{operation}");
        operations.AddTo(routes, Service, "v1beta1/operations/{operation}");
    }

    private static void Set(CloudState state, string service, string enabled) =>
        state.Put(Name(state, service), new JsonObject
        {
            ["name"] = $"projects/{state.Number}/services/{service}",
            ["config"] = new JsonObject { ["name"] = service },
            ["state"] = enabled,
            ["parent"] = $"projects/{state.Number}",
        });

    private static JsonObject List(ApiRequest request)
    {
        var wanted = request.Parameter("filter")?.Split(':')[^1].ToUpperInvariant();
        var all = request.State.Under(request.FullName + "/").Select(entry => entry.Value);
        return Collection.Page(request, "services", all.Where(service =>
            wanted is null || (string?)service["state"] == wanted));
    }

    private static JsonObject Enable(ApiRequest request, Operations operations, string[] services)
    {
        if (services.Length > 20)
            throw Refusal.Invalid("A single request can enable a maximum of 20 services at a time.");
        foreach (var service in services)
        {
            if (!request.State.Has(Name(request.State, service)))
                throw Refusal.Forbidden($"Not found or permission denied for service(s): {service}.");
            Set(request.State, service, "ENABLED");
        }
        return operations.Done(request, "", []);
    }

    private static JsonObject Identity(ApiRequest request, Operations operations)
    {
        var service = request["service"];
        Require(request.State, service);
        var email = Members.MakeAgent(request.State, service);
        var role = $"roles/{service.Split('.')[0]}.serviceAgent";
        if (!request.State.Grants(Projects.Name(request.State), role, "serviceAccount:" + email))
            request.State.Grant(Projects.Name(request.State), role, "serviceAccount:" + email);
        return operations.Done(request, "", new JsonObject
        {
            ["@type"] = "type.googleapis.com/google.api.serviceusage.v1beta1.ServiceIdentity",
            ["email"] = email,
            ["uniqueId"] = "100000000000000000001",
        });
    }
}
