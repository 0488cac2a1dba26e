using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane.Apis;

/// <summary>Cloud Build: takes a build as gcloud has read it, and says that it is done.</summary>
internal static class CloudBuild
{
    private const string Service = "cloudbuild.googleapis.com";

    public static void AddTo(Routes routes, Operations operations)
    {
        routes.Add(Service, "POST v1/projects/{project}/locations/{location}/builds", "parent projectId", request =>
            Create(request, operations));
        routes.Add(Service, "POST v1/projects/{project}/builds", "parent", request => Create(request, operations));
        routes.Add(Service, "GET v1/projects/{project}/locations/{location}/builds/{build}", "", Collection.Existing);
        routes.Add(Service, "GET v1/projects/{project}/builds/{build}", "", Collection.Existing);
        routes.Add(Service, "GET v1/projects/{project}/locations/{location}/defaultServiceAccount", "", request =>
            new JsonObject
            {
                ["name"] = request.Resource,
                ["serviceAccountEmail"] = $"projects/{request["project"]}/serviceAccounts/"
                    + $"{request.State.Number}-compute@developer.gserviceaccount.com",
            });
    }

    private static JsonObject Create(ApiRequest request, Operations operations)
    {
        var build = (JsonObject)request.Body.DeepClone();
        var id = $"00000000-0000-4000-8000-{request.State.NextNumber():D12}";
        build["id"] = id;
        build["name"] = $"{request.Resource}/{id}";
        build["status"] = "SUCCESS";
        build["projectId"] = request["project"];
        build["createTime"] = Clock.Created;
        build["logUrl"] = "https://console.cloud.google.com/cloud-build/builds/" + id;
        request.State.Put($"{request.FullName}/{id}", build);
        return operations.Done(request, $"projects/{request["project"]}", build, new JsonObject
        {
            ["@type"] = "type.googleapis.com/google.devtools.cloudbuild.v1.BuildOperationMetadata",
            ["build"] = build.DeepClone(),
        });
    }
}
