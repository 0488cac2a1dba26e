namespace Shop.Gcloud.Tests.ControlPlane.Apis;

/// <summary>Eventarc's triggers. Cloud Functions makes them; here they are read and deleted.</summary>
internal static class Eventarc
{
    public const string Service = "eventarc.googleapis.com";

    public static void AddTo(Routes routes, Operations operations)
    {
        new Collection(Service, "v1", "projects/{project}/locations/{location}/triggers", "trigger")
        {
            Shape = Shape.Parse(""),
            Writable = false,
            OperationParent = request => $"projects/{request["project"]}/locations/{request["location"]}",
            Deleted = RemoveTransport,
        }.AddTo(routes, operations);
        operations.AddTo(
            routes, Service, "v1/projects/{project}/locations/{location}/operations/{operation}");
    }

    /// <summary>Takes the topic and the subscription away that a trigger has made for itself.</summary>
    public static void RemoveTransport(ApiRequest request)
    {
        var transport = request.State.Get(request.FullName)["transport"]?["pubsub"];
        request.State.Remove($"//{PubSub.Service}/{(string?)transport?["subscription"]}");
        request.State.Remove($"//{PubSub.Service}/{(string?)transport?["topic"]}");
    }
}
