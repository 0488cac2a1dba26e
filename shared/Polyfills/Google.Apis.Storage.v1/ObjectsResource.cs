using Google.Apis.Services;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Apis.Storage.v1;

/// <summary>The calls on objects.</summary>
public partial class ObjectsResource(IClientService service)
{
    public virtual DeleteRequest Delete(string bucket, string @object) => new(service, bucket, @object);

    public virtual GetRequest Get(string bucket, string @object) => new(service, bucket, @object);

    public virtual ListRequest List(string bucket) => new(service, bucket);

    public virtual PatchRequest Patch(Object body, string bucket, string @object) =>
        new(service, body, bucket, @object);

    public virtual UpdateRequest Update(Object body, string bucket, string @object) =>
        new(service, body, bucket, @object);

    public virtual InsertMediaUpload Insert(Object body, string bucket, Stream stream, string contentType) =>
        new(service, body, bucket, stream, contentType);

    public virtual RewriteRequest Rewrite(
        Object body, string sourceBucket, string sourceObject, string destinationBucket,
        string destinationObject) =>
        new(service, body, sourceBucket, sourceObject, destinationBucket, destinationObject);
}
