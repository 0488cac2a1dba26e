using Google.Api.Gax;
using Google.Apis.Download;
using Google.Apis.Requests;
using Google.Apis.Util;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

public sealed partial class StorageClientImpl
{
    public override Object DownloadObject(
        string bucket, string objectName, Stream destination,
        DownloadObjectOptions options = null, IProgress<IDownloadProgress> progress = null)
    {
        var (metadata, address) = Media(bucket, objectName);
        return Download(metadata, address, destination, options, progress);
    }

    public override Object DownloadObject(
        Object source, Stream destination,
        DownloadObjectOptions options = null, IProgress<IDownloadProgress> progress = null)
    {
        var (metadata, address) = Media(source);
        return Download(metadata, address, destination, options, progress);
    }

    public override Task<Object> DownloadObjectAsync(
        string bucket, string objectName, Stream destination,
        DownloadObjectOptions options = null, CancellationToken cancellationToken = default,
        IProgress<IDownloadProgress> progress = null)
    {
        var (metadata, address) = Media(bucket, objectName);
        return DownloadAsync(metadata, address, destination, options, progress, cancellationToken);
    }

    public override Task<Object> DownloadObjectAsync(
        Object source, Stream destination,
        DownloadObjectOptions options = null, CancellationToken cancellationToken = default,
        IProgress<IDownloadProgress> progress = null)
    {
        var (metadata, address) = Media(source);
        return DownloadAsync(metadata, address, destination, options, progress, cancellationToken);
    }

    private (Object Metadata, RequestBuilder Address) Media(Object source)
    {
        ValidateObject(source, nameof(source));
        return Media(source.Bucket, source.Name);
    }

    private (Object Metadata, RequestBuilder Address) Media(string bucket, string objectName)
    {
        ValidateBucketName(bucket);
        GaxPreconditions.CheckNotNull(objectName, nameof(objectName));
        var address = new RequestBuilder
        {
            BaseUri = new Uri(Service.BaseUri),
            Path = $"b/{bucket}/o/{Uri.EscapeDataString(objectName)}",
        };
        if (Service.ApiKey is { } key) address.AddParameter(RequestParameterType.Query, "key", key);
        return (new Object { Bucket = bucket, Name = objectName }, address);
    }

    private Object Download(
        Object metadata, RequestBuilder address, Stream destination,
        DownloadObjectOptions options, IProgress<IDownloadProgress> progress)
    {
        var (downloader, uri) = Prepare(metadata, address, destination, options, progress);
        return Completed(downloader.Download(uri, destination), metadata);
    }

    // On the thread pool from the start, so that progress is never reported from within the call itself.
    private Task<Object> DownloadAsync(
        Object metadata, RequestBuilder address, Stream destination, DownloadObjectOptions options,
        IProgress<IDownloadProgress> progress, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                var (downloader, uri) = Prepare(metadata, address, destination, options, progress);
                return Completed(
                    await downloader.DownloadAsync(uri, destination, cancellationToken), metadata);
            },
            CancellationToken.None);

    private (MediaDownloader Downloader, string Uri) Prepare(
        Object metadata, RequestBuilder address, Stream destination,
        DownloadObjectOptions options, IProgress<IDownloadProgress> progress)
    {
        GaxPreconditions.CheckNotNull(destination, nameof(destination));
        var mode = options?.DownloadValidationMode ?? DownloadValidationMode.Always;
        GaxPreconditions.CheckEnumValue(mode, nameof(DownloadObjectOptions.DownloadValidationMode));
        var downloader = new HashValidatingDownloader(metadata, Service, mode);
        options?.ModifyDownloader(downloader);
        options?.ModifyRequestBuilder(address);
        if (progress is not null)
        {
            downloader.ProgressChanged += progress.Report;
            progress.Report(NotStarted.Instance);
        }

        return (downloader, address.BuildUri().AbsoluteUri);
    }

    private static Object Completed(IDownloadProgress result, Object metadata) =>
        result.Status == DownloadStatus.Failed ? throw result.Exception : metadata;

    /// <summary>Nothing else is reported before the first bytes have come.</summary>
    private sealed class NotStarted : IDownloadProgress
    {
        internal static NotStarted Instance { get; } = new();

        public DownloadStatus Status => DownloadStatus.NotStarted;

        public long BytesDownloaded => 0;

        public Exception Exception => null;
    }
}
