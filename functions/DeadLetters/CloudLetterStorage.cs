using System.Net;
using Google;
using Google.Cloud.Storage.V1;
using CloudObject = Google.Apis.Storage.v1.Data.Object;

namespace Shop.DeadLetters;

/// <summary>A bucket of Cloud Storage.</summary>
/// <param name="client">Repeats what fails for a moment.</param>
/// <param name="bucket">Name of the bucket.</param>
public sealed class CloudLetterStorage(StorageClient client, string bucket) : ILetterStorage
{
    public async Task<bool> PutAsync(
        string name,
        ReadOnlyMemory<byte> content,
        IReadOnlyDictionary<string, string> metadata,
        CancellationToken cancellationToken)
    {
        var target = new CloudObject
        {
            Bucket = bucket,
            Name = name,
            ContentType = "application/json",
            Metadata = metadata.ToDictionary(),
        };
        using var source = new MemoryStream(content.ToArray(), writable: false);
        try
        {
            // Generation 0 means that there must be none: also what makes it safe for the client to try again.
            await client.UploadObjectAsync(
                target, source, new UploadObjectOptions { IfGenerationMatch = 0 }, cancellationToken);
            return true;
        }
        catch (GoogleApiException fault) when (fault.HttpStatusCode == HttpStatusCode.PreconditionFailed)
        {
            return false;
        }
    }
}
