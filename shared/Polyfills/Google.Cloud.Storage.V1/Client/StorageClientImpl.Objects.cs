using Google.Api.Gax;
using Google.Apis.Storage.v1;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

public sealed partial class StorageClientImpl
{
    public override Object GetObject(string bucket, string objectName, GetObjectOptions options = null) =>
        GetRequest(bucket, objectName, options).Execute();

    public override Task<Object> GetObjectAsync(
        string bucket, string objectName, GetObjectOptions options = null,
        CancellationToken cancellationToken = default) =>
        GetRequest(bucket, objectName, options).ExecuteAsync(cancellationToken);

    public override void DeleteObject(string bucket, string objectName, DeleteObjectOptions options = null) =>
        DeleteRequest(bucket, objectName, options).Execute();

    public override Task DeleteObjectAsync(
        string bucket, string objectName, DeleteObjectOptions options = null,
        CancellationToken cancellationToken = default) =>
        DeleteRequest(bucket, objectName, options).ExecuteAsync(cancellationToken);

    public override void DeleteObject(Object obj, DeleteObjectOptions options = null) =>
        DeleteRequest(obj, options).Execute();

    public override Task DeleteObjectAsync(
        Object obj, DeleteObjectOptions options = null, CancellationToken cancellationToken = default) =>
        DeleteRequest(obj, options).ExecuteAsync(cancellationToken);

    public override Object PatchObject(Object obj, PatchObjectOptions options = null) =>
        PatchRequest(obj, options).Execute();

    public override Task<Object> PatchObjectAsync(
        Object obj, PatchObjectOptions options = null, CancellationToken cancellationToken = default) =>
        PatchRequest(obj, options).ExecuteAsync(cancellationToken);

    public override Object UpdateObject(Object obj, UpdateObjectOptions options = null) =>
        UpdateRequest(obj, options).Execute();

    public override Task<Object> UpdateObjectAsync(
        Object obj, UpdateObjectOptions options = null, CancellationToken cancellationToken = default) =>
        UpdateRequest(obj, options).ExecuteAsync(cancellationToken);

    private ObjectsResource.GetRequest GetRequest(string bucket, string objectName, GetObjectOptions options)
    {
        ValidateBucketName(bucket);
        GaxPreconditions.CheckNotNull(objectName, nameof(objectName));
        var request = Service.Objects.Get(bucket, objectName);
        options?.ModifyRequest(request);
        RetryHandler.Mark(request, options?.RetryOptions, RetryOptions.IdempotentRetryOptions);
        return request;
    }

    private ObjectsResource.DeleteRequest DeleteRequest(Object obj, DeleteObjectOptions options)
    {
        ValidateObject(obj, nameof(obj));
        return DeleteRequest(obj.Bucket, obj.Name, options);
    }

    private ObjectsResource.DeleteRequest DeleteRequest(
        string bucket, string objectName, DeleteObjectOptions options)
    {
        ValidateBucketName(bucket);
        GaxPreconditions.CheckNotNull(objectName, nameof(objectName));
        var request = Service.Objects.Delete(bucket, objectName);
        options?.ModifyRequest(request);
        var condition = options?.IfGenerationMatch ?? options?.Generation;
        RetryHandler.Mark(request, options?.RetryOptions, RetryOptions.MaybeIdempotent(condition));
        return request;
    }

    private ObjectsResource.PatchRequest PatchRequest(Object obj, PatchObjectOptions options)
    {
        ValidateObjectToUpdate(obj);
        var request = Service.Objects.Patch(obj, obj.Bucket, obj.Name);
        options?.ModifyRequest(request);
        var condition = options?.IfMetagenerationMatch;
        RetryHandler.Mark(request, options?.RetryOptions, RetryOptions.MaybeIdempotent(condition));
        return request;
    }

    private ObjectsResource.UpdateRequest UpdateRequest(Object obj, UpdateObjectOptions options)
    {
        ValidateObjectToUpdate(obj);
        var request = Service.Objects.Update(obj, obj.Bucket, obj.Name);
        options?.ModifyRequest(request, obj);
        var condition = options?.IfMetagenerationMatch;
        RetryHandler.Mark(request, options?.RetryOptions, RetryOptions.MaybeIdempotent(condition));
        return request;
    }

    private static void ValidateObjectToUpdate(Object obj)
    {
        GaxPreconditions.CheckNotNull(obj, nameof(obj));
        GaxPreconditions.CheckArgument(
            obj.Bucket is not null, nameof(obj), "The Bucket property of the object to update is null");
        GaxPreconditions.CheckArgument(
            obj.Name is not null, nameof(obj), "The Name property of the object to update is null");
    }
}
