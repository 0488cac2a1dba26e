using System.Net;
using Google;
using Google.Cloud.Storage.V1;
using Microsoft.Extensions.Logging;
using Shop.Contracts;
using Shop.Documents;

namespace Shop.Api.Images;

/// <summary>
/// Opens sessions by which callers upload to Cloud Storage themselves: no byte of an image passes through the
/// API. A session lets one object of one name, type and size come into being, and nothing else.
/// </summary>
internal sealed class UploadSessions(
    Func<StorageClient> storage, IDocumentStore store, ImageOptions options, TimeProvider clock,
    ILogger<UploadSessions> logger)
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(10);

    /// <param name="id">The image.</param>
    /// <param name="record">What is to be uploaded.</param>
    /// <param name="origin">Whose pages may use the session; null where no page asks.</param>
    /// <exception cref="DocumentStoreException">The store does not answer.</exception>
    /// <exception cref="Exception">
    /// Cloud Storage does not answer; see <see cref="StorageTrouble"/>.
    /// </exception>
    /// <returns>Null where the image has been uploaded already.</returns>
    public async Task<Uri?> OpenAsync(ImageId id, UploadRecord record, string? origin)
    {
        var started = clock.GetTimestamp();
        using var deadline = new CancellationTokenSource(_timeout, clock);
        await RememberAsync(id, record, deadline.Token);
        // Only a new object: what was processed is never replaced, so that its variants can be cached.
        var conditions = new UploadObjectOptions { Origin = origin, IfGenerationMatch = 0 };
        try
        {
            var url = await storage().InitiateUploadSessionAsync(
                options.UploadsBucket, record.ObjectName, record.ContentType, record.Bytes, conditions,
                deadline.Token);
            logger.UploadOpened(
                id.Value, record.Bytes, (long)clock.GetElapsedTime(started).TotalMilliseconds);
            return url;
        }
        catch (GoogleApiException fault) when (fault.HttpStatusCode == HttpStatusCode.PreconditionFailed)
        {
            return null;
        }
    }

    // Whatever goes wrong here is no fault of Cloud Storage, whose troubles may look the same.
    private async Task RememberAsync(ImageId id, UploadRecord record, CancellationToken cancellationToken)
    {
        try
        {
            // A conflict says that it is there already, for the same wish and therefore with the same content.
            await store.CommitAsync([record.Insert(id)], cancellationToken);
        }
        catch (Exception fault) when (fault is OperationCanceledException or HttpRequestException)
        {
            throw new DocumentStoreException("UNAVAILABLE", "What was to be uploaded could not be written down.", fault);
        }
    }
}
