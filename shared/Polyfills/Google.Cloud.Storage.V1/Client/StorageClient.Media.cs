using Google.Apis.Download;
using Google.Apis.Storage.v1;
using Google.Apis.Upload;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

public abstract partial class StorageClient
{
    public virtual Object UploadObject(
        string bucket, string objectName, string contentType, Stream source,
        UploadObjectOptions options = null, IProgress<IUploadProgress> progress = null) =>
        throw new NotImplementedException();

    public virtual Task<Object> UploadObjectAsync(
        string bucket, string objectName, string contentType, Stream source,
        UploadObjectOptions options = null, CancellationToken cancellationToken = default,
        IProgress<IUploadProgress> progress = null) =>
        throw new NotImplementedException();

    public virtual Object UploadObject(
        Object destination, Stream source,
        UploadObjectOptions options = null, IProgress<IUploadProgress> progress = null) =>
        throw new NotImplementedException();

    public virtual Task<Object> UploadObjectAsync(
        Object destination, Stream source,
        UploadObjectOptions options = null, CancellationToken cancellationToken = default,
        IProgress<IUploadProgress> progress = null) =>
        throw new NotImplementedException();

    /// <summary>An upload that the caller runs, and watches or resumes.</summary>
    public virtual ObjectsResource.InsertMediaUpload CreateObjectUploader(
        string bucket, string objectName, string contentType, Stream source,
        UploadObjectOptions options = null) =>
        throw new NotImplementedException();

    /// <summary>An upload that the caller runs, and watches or resumes.</summary>
    public virtual ObjectsResource.InsertMediaUpload CreateObjectUploader(
        Object destination, Stream source, UploadObjectOptions options = null) =>
        throw new NotImplementedException();

    /// <summary>Opens an upload whose bytes somebody else sends: the URI needs no credentials.</summary>
    public virtual Task<Uri> InitiateUploadSessionAsync(
        string bucket, string objectName, string contentType, long? contentLength,
        UploadObjectOptions options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Opens an upload whose bytes somebody else sends: the URI needs no credentials.</summary>
    public virtual Task<Uri> InitiateUploadSessionAsync(
        Object destination, long? contentLength,
        UploadObjectOptions options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Reads the content. The object returned holds what the response headers tell.</summary>
    public virtual Object DownloadObject(
        string bucket, string objectName, Stream destination,
        DownloadObjectOptions options = null, IProgress<IDownloadProgress> progress = null) =>
        throw new NotImplementedException();

    /// <summary>Reads the content. The object returned holds what the response headers tell.</summary>
    public virtual Task<Object> DownloadObjectAsync(
        string bucket, string objectName, Stream destination,
        DownloadObjectOptions options = null, CancellationToken cancellationToken = default,
        IProgress<IDownloadProgress> progress = null) =>
        throw new NotImplementedException();

    /// <summary>Reads the live content: the generation of the source is not looked at.</summary>
    public virtual Object DownloadObject(
        Object source, Stream destination,
        DownloadObjectOptions options = null, IProgress<IDownloadProgress> progress = null) =>
        throw new NotImplementedException();

    /// <summary>Reads the live content: the generation of the source is not looked at.</summary>
    public virtual Task<Object> DownloadObjectAsync(
        Object source, Stream destination,
        DownloadObjectOptions options = null, CancellationToken cancellationToken = default,
        IProgress<IDownloadProgress> progress = null) =>
        throw new NotImplementedException();
}
