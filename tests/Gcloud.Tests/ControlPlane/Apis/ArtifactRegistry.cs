using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane.Apis;

/// <summary>Artifact Registry: the repositories that builds push images to.</summary>
internal static class ArtifactRegistry
{
    private const string Service = "artifactregistry.googleapis.com";

    public static void AddTo(Routes routes, Operations operations)
    {
        const string Location = "projects/{project}/locations/{location}";
        new Collection(Service, "v1", Location + "/repositories", "repository")
        {
            Shape = Shape.Parse("name format description labels{*} mode cleanupPolicies:any dockerConfig{*} kmsKeyName"),
            IdParameter = "repositoryId",
            OperationParent = request => $"projects/{request["project"]}/locations/{request["location"]}",
        }.AddTo(routes, operations);
        routes.Add(Service, $"GET v1/{Location}", "", request => new JsonObject
        {
            ["name"] = request.Resource,
            ["locationId"] = request["location"],
        });
        operations.AddTo(routes, Service, $"v1/{Location}/operations/{{operation}}");
    }
}
