using Google.Api.Gax;
using Google.Apis.Storage.v1.Data;

namespace Google.Cloud.Storage.V1;

public abstract partial class StorageClient
{
    public virtual Bucket CreateBucket(string projectId, string bucket, CreateBucketOptions options = null) =>
        throw new NotImplementedException();

    public virtual Task<Bucket> CreateBucketAsync(
        string projectId, string bucket, CreateBucketOptions options = null,
        CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    public virtual Bucket CreateBucket(string projectId, Bucket bucket, CreateBucketOptions options = null) =>
        throw new NotImplementedException();

    public virtual Task<Bucket> CreateBucketAsync(
        string projectId, Bucket bucket, CreateBucketOptions options = null,
        CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    public virtual Bucket GetBucket(string bucket, GetBucketOptions options = null) =>
        throw new NotImplementedException();

    public virtual Task<Bucket> GetBucketAsync(
        string bucket, GetBucketOptions options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    public virtual PagedEnumerable<Buckets, Bucket> ListBuckets(
        string projectId, ListBucketsOptions options = null) =>
        throw new NotImplementedException();

    public virtual PagedAsyncEnumerable<Buckets, Bucket> ListBucketsAsync(
        string projectId, ListBucketsOptions options = null) =>
        throw new NotImplementedException();

    public virtual void DeleteBucket(string bucket, DeleteBucketOptions options = null) =>
        throw new NotImplementedException();

    public virtual Task DeleteBucketAsync(
        string bucket, DeleteBucketOptions options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    public virtual void DeleteBucket(Bucket bucket, DeleteBucketOptions options = null) =>
        throw new NotImplementedException();

    public virtual Task DeleteBucketAsync(
        Bucket bucket, DeleteBucketOptions options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
