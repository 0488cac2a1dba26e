using Google.Api.Gax;
using Google.Api.Gax.Rest;
using Google.Apis.Storage.v1;
using Google.Apis.Storage.v1.Data;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

public sealed partial class StorageClientImpl
{
    private static readonly ObjectPages ObjectPaging = new();
    private static readonly BucketPages BucketPaging = new();

    public override PagedEnumerable<Objects, Object> ListObjects(
        string bucket, string prefix = null, ListObjectsOptions options = null)
    {
        ValidateBucketName(bucket);
        return new RestPagedEnumerable<ObjectsResource.ListRequest, Objects, Object>(
            () => ListRequest(bucket, prefix, options), ObjectPaging);
    }

    public override PagedAsyncEnumerable<Objects, Object> ListObjectsAsync(
        string bucket, string prefix = null, ListObjectsOptions options = null)
    {
        ValidateBucketName(bucket);
        return new RestPagedAsyncEnumerable<ObjectsResource.ListRequest, Objects, Object>(
            () => ListRequest(bucket, prefix, options), ObjectPaging);
    }

    public override PagedEnumerable<Buckets, Bucket> ListBuckets(
        string projectId, ListBucketsOptions options = null)
    {
        GaxPreconditions.CheckNotNull(projectId, nameof(projectId));
        return new RestPagedEnumerable<BucketsResource.ListRequest, Buckets, Bucket>(
            () => ListRequest(projectId, options), BucketPaging);
    }

    public override PagedAsyncEnumerable<Buckets, Bucket> ListBucketsAsync(
        string projectId, ListBucketsOptions options = null)
    {
        GaxPreconditions.CheckNotNull(projectId, nameof(projectId));
        return new RestPagedAsyncEnumerable<BucketsResource.ListRequest, Buckets, Bucket>(
            () => ListRequest(projectId, options), BucketPaging);
    }

    private ObjectsResource.ListRequest ListRequest(string bucket, string prefix, ListObjectsOptions options)
    {
        var request = Service.Objects.List(bucket);
        request.Prefix = prefix;
        options?.ModifyRequest(request);
        RetryHandler.Mark(request, options?.RetryOptions, RetryOptions.IdempotentRetryOptions);
        return request;
    }

    private BucketsResource.ListRequest ListRequest(string projectId, ListBucketsOptions options)
    {
        var request = Service.Buckets.List(projectId);
        options?.ModifyRequest(request);
        RetryHandler.Mark(request, options?.RetryOptions, RetryOptions.IdempotentRetryOptions);
        return request;
    }

    private sealed class ObjectPages : IPageManager<ObjectsResource.ListRequest, Objects, Object>
    {
        public void SetPageSize(ObjectsResource.ListRequest request, int pageSize) =>
            request.MaxResults = pageSize;

        public void SetPageToken(ObjectsResource.ListRequest request, string pageToken) =>
            request.PageToken = pageToken;

        public IEnumerable<Object> GetResources(Objects response) => response.Items;

        public string GetNextPageToken(Objects response) => response.NextPageToken;
    }

    private sealed class BucketPages : IPageManager<BucketsResource.ListRequest, Buckets, Bucket>
    {
        public void SetPageSize(BucketsResource.ListRequest request, int pageSize) =>
            request.MaxResults = pageSize;

        public void SetPageToken(BucketsResource.ListRequest request, string pageToken) =>
            request.PageToken = pageToken;

        public IEnumerable<Bucket> GetResources(Buckets response) => response.Items;

        public string GetNextPageToken(Buckets response) => response.NextPageToken;
    }
}
