namespace Shop.LocalCloud.Storage;

/// <summary>One finalized object, as its metadata file keeps it.</summary>
public sealed record StoredObject(
    string Bucket,
    string Name,
    // Microseconds since 1970 when it was written, made unique and rising.
    long Generation,
    // Counts the changes of metadata, from 1.
    long Metageneration,
    long Size,
    // Base64 of the big-endian checksum.
    string Crc32c,
    // Base64; absent for composed objects, as at Google.
    string? Md5,
    DateTimeOffset TimeCreated,
    DateTimeOffset Updated,
    ObjectSettings Settings,
    // Name of the file with the bytes, in the same folder as the metadata.
    string ContentFile,
    // How many parts a composed object was made of.
    int? ComponentCount = null,
    // The resumable session that wrote it: a session whose last answer was lost in a crash finds its
    // object by it.
    string? UploadId = null);

/// <summary>What a client may say about an object, and change later.</summary>
public sealed record ObjectSettings(
    string? ContentType = null,
    string? CacheControl = null,
    string? ContentDisposition = null,
    string? ContentEncoding = null,
    string? ContentLanguage = null,
    string? StorageClass = null,
    string? CustomTime = null,
    IReadOnlyDictionary<string, string>? Metadata = null)
{
    public const string ContentTypeDefault = "application/octet-stream";
}

/// <summary>
/// One bucket. Only what is listed here can be set; the local cloud has no lifecycle or versioning.
/// </summary>
public sealed record StoredBucket(
    string Name,
    DateTimeOffset TimeCreated,
    DateTimeOffset Updated,
    long Metageneration,
    string Location,
    string StorageClass,
    IReadOnlyDictionary<string, string>? Labels = null);
