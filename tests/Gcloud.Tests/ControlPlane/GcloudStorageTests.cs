using Shop.Gcloud.Tests.ControlPlane.Apis;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>Buckets, objects and secrets through the real gcloud.</summary>
public sealed class GcloudStorageTests
{
    [SkippableFact]
    public async Task BucketsAndSecrets_AreMadeChangedAndDeleted()
    {
        await using var prepared = await PreparedCloud.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(prepared.Gcloud.Folder, "lifecycle.json"), """
            {"rule": [{"action": {"type": "Delete"}, "condition": {"age": 30}}]}
            """);
        await File.WriteAllTextAsync(Path.Combine(prepared.Gcloud.Folder, "cors.json"), """
            [{"origin": ["https://shop.example"], "method": ["PUT"], "maxAgeSeconds": 3600}]
            """);

        await prepared.HoldsAsync("""
            $ gcloud storage buckets create gs://shop-test-variants --location=europe-west1 --uniform-bucket-level-access --public-access-prevention --soft-delete-duration=0
            * POST storage/storage/v1/b
            $ gcloud storage buckets update gs://shop-test-variants --lifecycle-file=lifecycle.json --cors-file=cors.json
            * PATCH storage/storage/v1/b/shop-test-variants
            $ gcloud storage buckets update gs://shop-test-variants --lifecycle-file=lifecycle.json --cors-file=cors.json
            = PATCH storage/storage/v1/b/shop-test-variants
            $ gcloud storage buckets add-iam-policy-binding gs://shop-test-variants --member=serviceAccount:$RUNNER --role=roles/storage.objectUser --format=none
            * PUT storage/storage/v1/b/shop-test-variants/iam
            $ gcloud storage buckets list --format='value(name)'
            | shop-test-uploads
            | shop-test-variants
            $ gcloud storage cp cors.json gs://shop-test-variants/a/b.json
            * POST storage/upload/storage/v1/b/shop-test-variants/o
            $ gcloud secrets create webhook --replication-policy=automatic
            * POST secretmanager/v1/projects/shop-test/secrets
            $ printf hello | gcloud secrets versions add webhook --data-file=-
            * POST secretmanager/v1/projects/shop-test/secrets/webhook:addVersion
            $ gcloud secrets versions list webhook --filter=state=enabled --limit=1 --format='value(name)'
            | 1
            $ gcloud secrets add-iam-policy-binding webhook --member=serviceAccount:$RUNNER --role=roles/secretmanager.secretAccessor --format=none
            * POST secretmanager/v1/projects/shop-test/secrets/webhook:setIamPolicy
            """);

        var state = prepared.Cloud.State;
        Assert.Equal(30, (int?)state.Get(Buckets.Name("shop-test-variants"))["lifecycle"]!["rule"]![0]!["condition"]!["age"]);
        Assert.Equal("hello"u8, state.Contents[Secrets.Name(state, "webhook") + "/versions/1"]);
        await prepared.HoldsAsync("""
            $ gcloud storage rm -r gs://shop-test-variants
            * DELETE storage/storage/v1/b/shop-test-variants/o/a%2Fb.json
            * DELETE storage/storage/v1/b/shop-test-variants
            $ gcloud secrets delete webhook
            * DELETE secretmanager/v1/projects/shop-test/secrets/webhook
            """);
    }
}
