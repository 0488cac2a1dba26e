using System.Net;
using System.Runtime.CompilerServices;
using Google;
using Google.Cloud.Storage.V1;
using CloudObject = Google.Apis.Storage.v1.Data.Object;

namespace Shop.Gcloud.Replay;

/// <summary>Cloud Storage, or what stands in for it at <c>STORAGE_EMULATOR_HOST</c>.</summary>
/// <param name="client">Repeats what fails for a moment.</param>
/// <param name="bucket">The bucket of dead letters.</param>
internal sealed class CloudReplayStorage(StorageClient client, string bucket) : IReplayStorage
{
    public async IAsyncEnumerable<LetterObject> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var found in client.ListObjectsAsync(bucket, prefix).WithCancellation(cancellationToken))
        {
            yield return LetterOf(found);
        }
    }

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(LetterObject letter, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        try
        {
            // A condition and not only a generation: a bucket that keeps versions would serve one that was replayed.
            await client.DownloadObjectAsync(
                bucket, letter.Name, content,
                new DownloadObjectOptions { IfGenerationMatch = letter.Generation }, cancellationToken);
            return content.GetBuffer().AsMemory(0, (int)content.Length);
        }
        catch (GoogleApiException fault) when (IsGone(fault))
        {
            return null;
        }
    }

    public async Task<(LetterObject? Copy, bool Made)> CopyAsync(LetterObject letter, string name)
    {
        var once = new CopyObjectOptions { IfGenerationMatch = 0, IfSourceGenerationMatch = letter.Generation };
        try
        {
            return (LetterOf(await client.CopyObjectAsync(bucket, letter.Name, bucket, name, once)), true);
        }
        catch (GoogleApiException fault) when (IsGone(fault))
        {
            return (await FindAsync(name), false);
        }
    }

    public Task<bool> DeleteAsync(string name, long generation) => DoneAsync(() => client.DeleteObjectAsync(
        bucket, name, new DeleteObjectOptions { IfGenerationMatch = generation }));

    public Task<bool> RewriteAsync(Upload upload) => DoneAsync(() => client.CopyObjectAsync(
        upload.Bucket, upload.Name, upload.Bucket, upload.Name,
        new CopyObjectOptions
        {
            IfGenerationMatch = upload.Generation,
            IfSourceGenerationMatch = upload.Generation,
        }));

    private async Task<LetterObject?> FindAsync(string name)
    {
        try
        {
            return LetterOf(await client.GetObjectAsync(bucket, name));
        }
        catch (GoogleApiException fault) when (IsGone(fault))
        {
            return null;
        }
    }

    private static async Task<bool> DoneAsync(Func<Task> change)
    {
        try
        {
            await change();
            return true;
        }
        catch (GoogleApiException fault) when (IsGone(fault))
        {
            return false;
        }
    }

    private static bool IsGone(GoogleApiException fault) =>
        fault.HttpStatusCode is HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed;

    private static LetterObject LetterOf(CloudObject found) => new(
        found.Name,
        found.Generation ?? throw new InvalidDataException("Cloud Storage answered without a generation."),
        checked((long)(found.Size ?? 0)),
        found.TimeCreatedDateTimeOffset ?? DateTimeOffset.UnixEpoch);
}
