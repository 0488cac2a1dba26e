using Google.Api.Gax;
using Google.Apis.Storage.v1.Data;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

public abstract partial class StorageClient
{
    public virtual Object GetObject(string bucket, string objectName, GetObjectOptions options = null) =>
        throw new NotImplementedException();

    public virtual Task<Object> GetObjectAsync(
        string bucket, string objectName, GetObjectOptions options = null,
        CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    public virtual PagedEnumerable<Objects, Object> ListObjects(
        string bucket, string prefix = null, ListObjectsOptions options = null) =>
        throw new NotImplementedException();

    public virtual PagedAsyncEnumerable<Objects, Object> ListObjectsAsync(
        string bucket, string prefix = null, ListObjectsOptions options = null) =>
        throw new NotImplementedException();

    public virtual void DeleteObject(string bucket, string objectName, DeleteObjectOptions options = null) =>
        throw new NotImplementedException();

    public virtual Task DeleteObjectAsync(
        string bucket, string objectName, DeleteObjectOptions options = null,
        CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    public virtual void DeleteObject(Object obj, DeleteObjectOptions options = null) =>
        throw new NotImplementedException();

    public virtual Task DeleteObjectAsync(
        Object obj, DeleteObjectOptions options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Changes the properties that are not null.</summary>
    public virtual Object PatchObject(Object obj, PatchObjectOptions options = null) =>
        throw new NotImplementedException();

    /// <summary>Changes the properties that are not null.</summary>
    public virtual Task<Object> PatchObjectAsync(
        Object obj, PatchObjectOptions options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Replaces all metadata, null meaning none.</summary>
    public virtual Object UpdateObject(Object obj, UpdateObjectOptions options = null) =>
        throw new NotImplementedException();

    /// <summary>Replaces all metadata, null meaning none.</summary>
    public virtual Task<Object> UpdateObjectAsync(
        Object obj, UpdateObjectOptions options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    public virtual Object CopyObject(
        string sourceBucket, string sourceObjectName, string destinationBucket, string destinationObjectName,
        CopyObjectOptions options = null) =>
        throw new NotImplementedException();

    /// <summary>The destination is required; the published package gives it a default by mistake.</summary>
    public virtual Task<Object> CopyObjectAsync(
        string sourceBucket, string sourceObjectName, string destinationBucket = null,
        string destinationObjectName = null, CopyObjectOptions options = null,
        CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
