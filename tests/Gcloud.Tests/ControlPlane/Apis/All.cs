namespace Shop.Gcloud.Tests.ControlPlane.Apis;

/// <summary>Every API that the stub speaks.</summary>
internal static class All
{
    public static void AddTo(Routes routes, CloudState state)
    {
        var operations = new Operations();
        Projects.AddTo(routes, state);
        EnabledServices.AddTo(routes, operations, state);
        ServiceAccounts.AddTo(routes);
        PubSub.AddTo(routes, operations);
        Buckets.AddTo(routes);
        StoredObjects.AddTo(routes);
        Firestore.AddTo(routes, operations);
        Secrets.AddTo(routes, operations);
        CloudRun.AddTo(routes);
        Eventarc.AddTo(routes, operations);
        Functions.AddTo(routes, operations);
        Monitoring.AddTo(routes);
        CloudBuild.AddTo(routes, operations);
        ArtifactRegistry.AddTo(routes, operations);
    }
}
