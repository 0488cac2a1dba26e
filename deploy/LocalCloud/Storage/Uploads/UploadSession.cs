namespace Shop.LocalCloud.Storage.Uploads;

/// <summary>A resumable upload as its file keeps it.</summary>
public sealed record UploadSession(
    string Id,
    string Bucket,
    string Name,
    ObjectSettings Settings,
    Preconditions Preconditions,
    DateTimeOffset Started,
    UploadState State,
    // What the client announced by X-Upload-Content-Length.
    long? ContentLength = null,
    // What the client says the checksum will be.
    string? ExpectedCrc32c = null,
    // What the client says the hash will be.
    string? ExpectedMd5 = null,
    // The answer to repeat once it is completed, even if the object was replaced since.
    StoredObject? Written = null);

public enum UploadState
{
    Open,
    Completed,
    Cancelled,
}
