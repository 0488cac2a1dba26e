namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>The project, its APIs, accounts and their rights, through the real gcloud.</summary>
public sealed class GcloudIdentityTests
{
    [SkippableFact]
    public async Task FreshProject_IsPreparedWithGcloud()
    {
        await using var cloud = await StubCloud.StartAsync();
        using var gcloud = new GcloudProcess(cloud);
        gcloud.Variables["RUNNER"] = "runner@shop-test.iam.gserviceaccount.com";
        gcloud.Variables["PUBSUB"] = "service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com";

        await Transcript.HoldsAsync(cloud, gcloud, """
            $ gcloud auth print-access-token
            | stub-token
            $ gcloud projects describe shop-test --format='value(projectNumber)'
            | 123456789012
            $ gcloud services enable pubsub.googleapis.com iam.googleapis.com
            * POST serviceusage/v1/projects/shop-test/services:batchEnable
            $ gcloud services enable pubsub.googleapis.com iam.googleapis.com
            = POST serviceusage/v1/projects/shop-test/services:batchEnable
            $ gcloud services list --enabled --format='value(config.name)' | grep -e pubsub -e iam -e run
            | iam.googleapis.com
            | pubsub.googleapis.com
            $ gcloud beta services identity create --service=pubsub.googleapis.com
            * POST serviceusage/v1beta1/projects/shop-test/services/pubsub.googleapis.com:generateServiceIdentity
            $ gcloud storage service-agent
            | service-123456789012@gs-project-accounts.iam.gserviceaccount.com
            $ gcloud iam service-accounts create runner --display-name=Runner
            * POST iam/v1/projects/shop-test/serviceAccounts
            $ gcloud iam service-accounts add-iam-policy-binding $RUNNER --member=serviceAccount:$PUBSUB --role=roles/iam.serviceAccountTokenCreator --condition=None --format=none
            * POST iam/v1/projects/shop-test/serviceAccounts/runner@shop-test.iam.gserviceaccount.com:setIamPolicy
            $ gcloud projects add-iam-policy-binding shop-test --member=serviceAccount:$RUNNER --role=roles/datastore.user --condition=None --format=none
            * POST cloudresourcemanager/v1/projects/shop-test:setIamPolicy
            $ gcloud projects add-iam-policy-binding shop-test --member=serviceAccount:$RUNNER --role=roles/datastore.user --condition=None --format=none
            = POST cloudresourcemanager/v1/projects/shop-test:setIamPolicy
            $ gcloud iam service-accounts delete $RUNNER
            * DELETE iam/v1/projects/shop-test/serviceAccounts/runner@shop-test.iam.gserviceaccount.com
            $ gcloud iam service-accounts list --format='value(email)'
            """);
    }
}
