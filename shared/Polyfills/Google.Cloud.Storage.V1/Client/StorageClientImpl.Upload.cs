using Google.Api.Gax;
using Google.Apis.Storage.v1;
using Google.Apis.Upload;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

public sealed partial class StorageClientImpl
{
    public override Object UploadObject(
        string bucket, string objectName, string contentType, Stream source,
        UploadObjectOptions options = null, IProgress<IUploadProgress> progress = null) =>
        UploadObject(NewObject(bucket, objectName, contentType), source, options, progress);

    public override Task<Object> UploadObjectAsync(
        string bucket, string objectName, string contentType, Stream source,
        UploadObjectOptions options = null, CancellationToken cancellationToken = default,
        IProgress<IUploadProgress> progress = null) =>
        UploadObjectAsync(
            NewObject(bucket, objectName, contentType), source, options, cancellationToken, progress);

    public override Object UploadObject(
        Object destination, Stream source,
        UploadObjectOptions options = null, IProgress<IUploadProgress> progress = null) =>
        new ValidatedUpload(this, destination, source, options, progress).Execute();

    public override Task<Object> UploadObjectAsync(
        Object destination, Stream source,
        UploadObjectOptions options = null, CancellationToken cancellationToken = default,
        IProgress<IUploadProgress> progress = null) =>
        new ValidatedUpload(this, destination, source, options, progress).ExecuteAsync(cancellationToken);

    public override ObjectsResource.InsertMediaUpload CreateObjectUploader(
        string bucket, string objectName, string contentType, Stream source,
        UploadObjectOptions options = null) =>
        CreateObjectUploader(NewObject(bucket, objectName, contentType), source, options);

    public override ObjectsResource.InsertMediaUpload CreateObjectUploader(
        Object destination, Stream source, UploadObjectOptions options = null)
    {
        ValidateObject(destination, nameof(destination));
        GaxPreconditions.CheckNotNull(source, nameof(source));
        var upload = new CustomMediaUpload(
            Service, destination, destination.Bucket, source, destination.ContentType);
        options?.ModifyMediaUpload(upload);
        return upload;
    }

    public override Task<Uri> InitiateUploadSessionAsync(
        string bucket, string objectName, string contentType, long? contentLength,
        UploadObjectOptions options = null, CancellationToken cancellationToken = default) =>
        InitiateUploadSessionAsync(
            NewObject(bucket, objectName, contentType), contentLength, options, cancellationToken);

    public override Task<Uri> InitiateUploadSessionAsync(
        Object destination, long? contentLength,
        UploadObjectOptions options = null, CancellationToken cancellationToken = default)
    {
        GaxPreconditions.CheckNonNegative(contentLength, nameof(contentLength));
        if (contentLength == 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(contentLength),
                "The server does not enforce a length of 0. Null stands for any length.");
        }

        return CreateObjectUploader(destination, new LengthOnlyStream(contentLength), options)
            .InitiateSessionAsync(cancellationToken);
    }

    private static Object NewObject(string bucket, string objectName, string contentType)
    {
        ValidateBucketName(bucket);
        GaxPreconditions.CheckNotNull(objectName, nameof(objectName));
        return new Object { Bucket = bucket, Name = objectName, ContentType = contentType };
    }
}
