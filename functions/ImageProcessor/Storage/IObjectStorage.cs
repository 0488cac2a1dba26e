namespace Shop.ImageProcessor.Storage;

/// <summary>Port: the objects of Cloud Storage.</summary>
public interface IObjectStorage
{
    /// <summary>The live generation of an object, without its content.</summary>
    /// <returns>Null where there is no such object.</returns>
    Task<StoredObject?> FindAsync(string bucket, string name, CancellationToken cancellationToken);

    /// <summary>The content of an object.</summary>
    /// <param name="bucket">Bucket.</param>
    /// <param name="name">Object name.</param>
    /// <param name="generation">Exactly this generation; null for the live one.</param>
    /// <param name="bytesExpected">Room made at once, at most up to the limit; 0 where the size is not known.</param>
    /// <param name="bytesMax">More than this is not read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<ReadResult> ReadAsync(
        string bucket, string name, long? generation, long bytesExpected, long bytesMax,
        CancellationToken cancellationToken);

    /// <summary>Writes an object if its live generation is the expected one.</summary>
    /// <param name="draft">What to write.</param>
    /// <param name="expectedGeneration">Generation that is to be replaced; 0 where no object may exist.</param>
    /// <param name="cancellationToken">Stops the writing; it may have happened all the same.</param>
    /// <returns>Null where another generation is live: somebody else was faster.</returns>
    Task<StoredObject?> WriteAsync(ObjectDraft draft, long expectedGeneration, CancellationToken cancellationToken);

    /// <summary>Deletes an object if this generation of it is live; a bucket that keeps versions keeps this one.</summary>
    /// <returns>False where it is not: the object is gone, or another generation has taken its place.</returns>
    Task<bool> DeleteAsync(string bucket, string name, long generation, CancellationToken cancellationToken);
}

/// <summary>A stored object, without its content.</summary>
public sealed record StoredObject(
    string Bucket, string Name, long Generation, long Bytes, IReadOnlyDictionary<string, string> Metadata);

/// <summary>An object to be written.</summary>
public sealed record ObjectDraft(
    string Bucket,
    string Name,
    string ContentType,
    string CacheControl,
    IReadOnlyDictionary<string, string> Metadata,
    ReadOnlyMemory<byte> Content);

/// <summary>What came of reading an object.</summary>
public abstract record ReadResult
{
    private ReadResult()
    {
    }

    /// <summary>The object and all its bytes.</summary>
    public sealed record Found(long Generation, ReadOnlyMemory<byte> Content) : ReadResult;

    /// <summary>There is no such object, or no longer that generation of it.</summary>
    public sealed record Gone : ReadResult;

    /// <summary>It has more bytes than may be read.</summary>
    public sealed record TooLarge : ReadResult;
}
