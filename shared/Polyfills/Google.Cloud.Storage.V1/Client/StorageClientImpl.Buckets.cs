using Google.Api.Gax;
using Google.Apis.Storage.v1;
using Google.Apis.Storage.v1.Data;

namespace Google.Cloud.Storage.V1;

public sealed partial class StorageClientImpl
{
    public override Bucket CreateBucket(
        string projectId, string bucket, CreateBucketOptions options = null) =>
        InsertRequest(projectId, bucket, options).Execute();

    public override Task<Bucket> CreateBucketAsync(
        string projectId, string bucket, CreateBucketOptions options = null,
        CancellationToken cancellationToken = default) =>
        InsertRequest(projectId, bucket, options).ExecuteAsync(cancellationToken);

    public override Bucket CreateBucket(
        string projectId, Bucket bucket, CreateBucketOptions options = null) =>
        InsertRequest(projectId, bucket, options).Execute();

    public override Task<Bucket> CreateBucketAsync(
        string projectId, Bucket bucket, CreateBucketOptions options = null,
        CancellationToken cancellationToken = default) =>
        InsertRequest(projectId, bucket, options).ExecuteAsync(cancellationToken);

    public override Bucket GetBucket(string bucket, GetBucketOptions options = null) =>
        GetRequest(bucket, options).Execute();

    public override Task<Bucket> GetBucketAsync(
        string bucket, GetBucketOptions options = null, CancellationToken cancellationToken = default) =>
        GetRequest(bucket, options).ExecuteAsync(cancellationToken);

    public override void DeleteBucket(string bucket, DeleteBucketOptions options = null) =>
        DeleteValidBucket(ValidateBucketName(bucket), options);

    public override Task DeleteBucketAsync(
        string bucket, DeleteBucketOptions options = null, CancellationToken cancellationToken = default) =>
        DeleteValidBucketAsync(ValidateBucketName(bucket), options, cancellationToken);

    public override void DeleteBucket(Bucket bucket, DeleteBucketOptions options = null) =>
        DeleteValidBucket(ValidateBucket(bucket), options);

    public override Task DeleteBucketAsync(
        Bucket bucket, DeleteBucketOptions options = null, CancellationToken cancellationToken = default) =>
        DeleteValidBucketAsync(ValidateBucket(bucket), options, cancellationToken);

    private void DeleteValidBucket(string bucket, DeleteBucketOptions options)
    {
        // Made first, so that options that contradict each other are refused before any object is gone.
        var request = DeleteRequest(bucket, options);
        if (options?.DeleteObjects == true)
        {
            if (options.ReadOptions() is { } preconditions) GetBucket(bucket, preconditions);
            foreach (var found in ListObjects(bucket, null, new ListObjectsOptions { Versions = true }))
            {
                DeleteObject(found, new DeleteObjectOptions { Generation = found.Generation });
            }
        }

        request.Execute();
    }

    private async Task DeleteValidBucketAsync(
        string bucket, DeleteBucketOptions options, CancellationToken cancellationToken)
    {
        var request = DeleteRequest(bucket, options);
        if (options?.DeleteObjects == true)
        {
            if (options.ReadOptions() is { } preconditions)
            {
                await GetBucketAsync(bucket, preconditions, cancellationToken);
            }

            var objects = ListObjectsAsync(bucket, null, new ListObjectsOptions { Versions = true });
            await foreach (var found in objects.WithCancellation(cancellationToken))
            {
                var generation = new DeleteObjectOptions { Generation = found.Generation };
                await DeleteObjectAsync(found, generation, cancellationToken);
            }
        }

        await request.ExecuteAsync(cancellationToken);
    }

    private BucketsResource.InsertRequest InsertRequest(
        string projectId, string bucket, CreateBucketOptions options) =>
        InsertRequest(projectId, new Bucket { Name = ValidateBucketName(bucket) }, options);

    private BucketsResource.InsertRequest InsertRequest(
        string projectId, Bucket bucket, CreateBucketOptions options)
    {
        GaxPreconditions.CheckNotNull(projectId, nameof(projectId));
        ValidateBucket(bucket);
        var request = Service.Buckets.Insert(bucket, projectId);
        RetryHandler.Mark(request, options?.RetryOptions, RetryOptions.IdempotentRetryOptions);
        return request;
    }

    private BucketsResource.GetRequest GetRequest(string bucket, GetBucketOptions options)
    {
        ValidateBucketName(bucket);
        var request = Service.Buckets.Get(bucket);
        options?.ModifyRequest(request);
        RetryHandler.Mark(request, options?.RetryOptions, RetryOptions.IdempotentRetryOptions);
        return request;
    }

    private BucketsResource.DeleteRequest DeleteRequest(string bucket, DeleteBucketOptions options)
    {
        var request = Service.Buckets.Delete(bucket);
        options?.ModifyRequest(request);
        RetryHandler.Mark(request, options?.RetryOptions, RetryOptions.IdempotentRetryOptions);
        return request;
    }
}
