namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>Firestore's settings, alert policies and builds through the real gcloud.</summary>
public sealed class GcloudOperationsTests
{
    [SkippableFact]
    public async Task DatabaseAndItsFields_AreSet()
    {
        await using var prepared = await PreparedCloud.StartAsync();

        await prepared.HoldsAsync("""
            $ gcloud firestore databases create --database='(default)' --location=europe-west1 --type=firestore-native --delete-protection --format=none
            * POST firestore/v1/projects/shop-test/databases
            $ gcloud firestore databases describe --database='(default)' --format='value(locationId,deleteProtectionState)'
            | europe-west1	DELETE_PROTECTION_ENABLED
            $ gcloud firestore fields ttls update expiresAt --collection-group=inbox --enable-ttl --async --format=none
            * PATCH firestore/v1/projects/shop-test/databases/(default)/collectionGroups/inbox/fields/expiresAt
            $ gcloud firestore fields ttls update expiresAt --collection-group=inbox --enable-ttl --async --format=none
            = PATCH firestore/v1/projects/shop-test/databases/(default)/collectionGroups/inbox/fields/expiresAt
            $ gcloud firestore indexes fields update outgoing --collection-group=inbox --disable-indexes --async --format=none
            * PATCH firestore/v1/projects/shop-test/databases/(default)/collectionGroups/inbox/fields/outgoing
            $ gcloud firestore fields ttls list --format='value(name)'
            | projects/shop-test/databases/(default)/collectionGroups/inbox/fields/expiresAt
            $ gcloud firestore indexes fields list --format='value(name)'
            | projects/shop-test/databases/(default)/collectionGroups/inbox/fields/outgoing
            """);
    }

    [SkippableFact]
    public async Task AlertsAndBuilds_AreSentAsWritten()
    {
        await using var prepared = await PreparedCloud.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(prepared.Gcloud.Folder, "alert.json"), """
            {"displayName": "old", "combiner": "OR", "conditions": [{"displayName": "age", "conditionThreshold":
             {"filter": "metric.type=\"m\"", "comparison": "COMPARISON_GT", "thresholdValue": 600, "duration": "300s"}}]}
            """);
        await File.WriteAllTextAsync(Path.Combine(prepared.Gcloud.Folder, "cloudbuild.yaml"), """
            steps: [{name: bash, args: ['$_REGION']}]
            substitutions: {_REGION: europe-west1}
            """);

        await prepared.HoldsAsync("""
            $ gcloud alpha monitoring policies create --policy-from-file=alert.json
            * POST monitoring/v3/projects/shop-test/alertPolicies
            $ gcloud alpha monitoring policies list --filter='displayName="old"' --format='value(conditions[0].displayName)'
            | age
            $ gcloud builds submit --no-source --config=cloudbuild.yaml --region=europe-west1 --async --format='value(status)'
            | SUCCESS
            * POST cloudbuild/v1/projects/shop-test/locations/europe-west1/builds
            """);

        var build = prepared.Cloud.Requests.Writes.Single().Body!;
        Assert.Equal("$_REGION", (string?)build["steps"]![0]!["args"]![0]);
        var policy = prepared.Cloud.State.Under("//monitoring.googleapis.com/").Single();
        prepared.Gcloud.Variables["POLICY"] = (string)policy.Value["name"]!;
        await prepared.HoldsAsync($"""
            $ gcloud alpha monitoring policies update $POLICY --policy-from-file=alert.json --format=none
            = PATCH monitoring/v3/{policy.Value["name"]}
            $ gcloud alpha monitoring policies delete $POLICY
            * DELETE monitoring/v3/{policy.Value["name"]}
            """);
    }
}
