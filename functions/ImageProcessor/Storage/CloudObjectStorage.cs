using System.Net;
using System.Runtime.InteropServices;
using Google;
using Google.Cloud.Storage.V1;
using CloudObject = Google.Apis.Storage.v1.Data.Object;

namespace Shop.ImageProcessor.Storage;

/// <summary>
/// The objects of Cloud Storage. Anything but an absent object or a lost race (credentials, a missing bucket, an
/// outage that outlasts the client's own retries) is thrown: the event is delivered again.
/// </summary>
public sealed class CloudObjectStorage(StorageClient client) : IObjectStorage
{
    private static readonly IReadOnlyDictionary<string, string> _noMetadata = new Dictionary<string, string>();

    public async Task<StoredObject?> FindAsync(string bucket, string name, CancellationToken cancellationToken)
    {
        try
        {
            return Stored(await client.GetObjectAsync(bucket, name, cancellationToken: cancellationToken));
        }
        catch (GoogleApiException fault) when (fault.HttpStatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async Task<ReadResult> ReadAsync(
        string bucket, string name, long? generation, long bytesExpected, long bytesMax,
        CancellationToken cancellationToken)
    {
        using var buffer = new BoundedBuffer(bytesExpected, bytesMax);
        try
        {
            var found = await client.DownloadObjectAsync(
                bucket, name, buffer, new DownloadObjectOptions { Generation = generation }, cancellationToken);
            return new ReadResult.Found(found.Generation ?? generation ?? 0, buffer.Content);
        }
        catch (GoogleApiException fault) when (fault.HttpStatusCode == HttpStatusCode.NotFound)
        {
            return new ReadResult.Gone();
        }
        catch (Exception) when (buffer.Overflowed)
        {
            return new ReadResult.TooLarge();
        }
    }

    public async Task<StoredObject?> WriteAsync(
        ObjectDraft draft, long expectedGeneration, CancellationToken cancellationToken)
    {
        var target = new CloudObject
        {
            Bucket = draft.Bucket,
            Name = draft.Name,
            ContentType = draft.ContentType,
            CacheControl = draft.CacheControl,
            Metadata = draft.Metadata.ToDictionary(),
        };
        using var content = Reading(draft.Content);
        try
        {
            return Stored(await client.UploadObjectAsync(
                target, content, new UploadObjectOptions { IfGenerationMatch = expectedGeneration }, cancellationToken));
        }
        catch (GoogleApiException fault) when (fault.HttpStatusCode == HttpStatusCode.PreconditionFailed)
        {
            return null;
        }
    }

    public async Task<bool> DeleteAsync(
        string bucket, string name, long generation, CancellationToken cancellationToken)
    {
        try
        {
            // A precondition rather than a generation: naming the generation would destroy it for good where the
            // bucket keeps versions.
            await client.DeleteObjectAsync(
                bucket, name, new DeleteObjectOptions { IfGenerationMatch = generation }, cancellationToken);
            return true;
        }
        catch (GoogleApiException fault)
            when (fault.HttpStatusCode is HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed)
        {
            return false;
        }
    }

    private static MemoryStream Reading(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);

    private static StoredObject Stored(CloudObject found) => new(
        found.Bucket,
        found.Name,
        found.Generation ?? throw new InvalidDataException("Cloud Storage answered without a generation."),
        checked((long)(found.Size ?? throw new InvalidDataException("Cloud Storage answered without a size."))),
        found.Metadata?.AsReadOnly() ?? _noMetadata);
}
