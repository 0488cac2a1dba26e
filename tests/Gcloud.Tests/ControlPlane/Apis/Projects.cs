using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane.Apis;

/// <summary>Cloud Resource Manager: the project itself, and who may do what in it.</summary>
internal static class Projects
{
    public const string Service = "cloudresourcemanager.googleapis.com";

    public static string Name(CloudState state) => $"//{Service}/projects/{state.Project}";

    public static void AddTo(Routes routes, CloudState state)
    {
        state.Put(Name(state), new JsonObject
        {
            ["projectId"] = state.Project,
            ["projectNumber"] = state.Number,
            ["name"] = state.Project,
            ["lifecycleState"] = "ACTIVE",
            ["createTime"] = Clock.Created,
        });
        state.Grant(Name(state), "roles/owner", "user:owner@example.com");
        routes.Add(Service, "GET v1/projects/{project}", "", request => Collection.Existing(request));
        Policies.AddTo(routes, Service, "v1/projects/{project}", "roles/ projects/", "POST");
        Policies.AddTo(routes, Service, "v3/projects/{project}", "roles/ projects/", "POST");
    }
}

/// <summary>Every time that the stub names is one of these: nothing that is asserted depends on the clock.</summary>
internal static class Clock
{
    public const string Created = "2026-01-01T00:00:00.000000Z";
}
