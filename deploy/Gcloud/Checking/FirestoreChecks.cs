using Shop.Gcloud.Planning;

namespace Shop.Gcloud.Checking;

/// <summary>The database, and what it forgets.</summary>
internal static class FirestoreChecks
{
    public static async Task<IEnumerable<Finding>> FirestoreAsync(LiveProject live, Deployment deployment)
    {
        var firestore = deployment.Spec.Firestore;
        var path = $"v1/projects/{deployment.Names.ProjectId}/databases/{firestore.Database}";
        if (await live.GetAsync("firestore", path) is not { } database)
        {
            return [new Finding($"Firestore database {firestore.Database}", "is not there.", Finding.Apply)];
        }
        if (database.Text("type") != "FIRESTORE_NATIVE")
        {
            return [new Finding($"Firestore database {firestore.Database}",
                $"is of type {database.Text("type")}: the suite needs FIRESTORE_NATIVE.",
                "An empty one can be changed: gcloud firestore databases update --type=firestore-native.")];
        }
        var fields = $"{path}/collectionGroups/-/fields";
        var expiring = await live.ListAsync("firestore", $"{fields}?filter=ttlConfig:*", "fields");
        var exempt = await live.ListAsync(
            "firestore", $"{fields}?filter=indexConfig.usesAncestorConfig:false", "fields");
        var prefix = $"{path["v1/".Length..]}/collectionGroups/";
        return
        [
            .. firestore.TimeToLive
                .Where(collection => !expiring.Any(field => field.Text("name") == $"{prefix}{collection}/fields/expiresAt"))
                .Select(collection => new Finding($"collection {collection}",
                    "has no time to live on expiresAt: it grows for ever.", Finding.Apply)),
            .. firestore.WithoutIndexes
                .Where(collection => !exempt.Any(field => field.Text("name") == $"{prefix}{collection}/fields/*"))
                .Select(collection => new Finding($"collection {collection}",
                    "has indexes that nobody uses, and each write pays for.", Finding.Apply)),
        ];
    }
}
