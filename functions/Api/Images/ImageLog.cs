using Microsoft.Extensions.Logging;

namespace Shop.Api.Images;

/// <summary>What happens between the API and Cloud Storage; never what a caller wrote.</summary>
internal static partial class ImageLog
{
    [LoggerMessage(
        31, LogLevel.Information, "Opened an upload of {Bytes} bytes for image {ImageId}; {Milliseconds} ms")]
    public static partial void UploadOpened(
        this ILogger logger, string imageId, long bytes, long milliseconds);

    [LoggerMessage(32, LogLevel.Error, "Cloud Storage does not answer; image {ImageId}")]
    public static partial void StorageUnavailable(this ILogger logger, Exception fault, string imageId);

    [LoggerMessage(33, LogLevel.Warning, "Generation {Generation} of a variant of image {ImageId} is gone")]
    public static partial void VariantGone(this ILogger logger, long generation, string imageId);
}
