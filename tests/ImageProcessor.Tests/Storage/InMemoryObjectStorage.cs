using Shop.ImageProcessor.Storage;

namespace Shop.ImageProcessor.Tests.Storage;

/// <summary>Objects in memory, with a place to interfere before and after each call.</summary>
public sealed class InMemoryObjectStorage : IObjectStorage
{
    private readonly Dictionary<(string Bucket, string Name), (StoredObject Object, byte[] Content)> _objects = [];
    private readonly Dictionary<(string Bucket, string Name), (string CacheControl, string ContentType)> _headers = [];
    private long _generation;

    /// <summary>Called before and after each call with its number, from 0: throw here to die at that moment.</summary>
    public Action<int>? At { get; set; }

    private int _moments;

    public IReadOnlyDictionary<string, StoredObject> In(string bucket) => _objects.Values
        .Where(entry => entry.Object.Bucket == bucket)
        .ToDictionary(entry => entry.Object.Name, entry => entry.Object);

    public byte[] ContentOf(string bucket, string name) => _objects[(bucket, name)].Content;

    public (string CacheControl, string ContentType) HeadersOf(string bucket, string name) => _headers[(bucket, name)];

    public StoredObject Put(string bucket, string name, byte[] content, Dictionary<string, string>? metadata = null)
    {
        var stored = new StoredObject(bucket, name, ++_generation, content.Length, metadata ?? []);
        _objects[(bucket, name)] = (stored, content);
        return stored;
    }

    public void Delete(string bucket, string name) => _objects.Remove((bucket, name));

    public Task<StoredObject?> FindAsync(string bucket, string name, CancellationToken cancellationToken) =>
        Between(() => _objects.TryGetValue((bucket, name), out var found) ? found.Object : null, cancellationToken);

    public Task<ReadResult> ReadAsync(
        string bucket, string name, long? generation, long bytesExpected, long bytesMax,
        CancellationToken cancellationToken) =>
        Between<ReadResult>(
            () => !_objects.TryGetValue((bucket, name), out var found)
                || (generation is not null && found.Object.Generation != generation)
                    ? new ReadResult.Gone()
                    : found.Content.Length > bytesMax
                        ? new ReadResult.TooLarge()
                        : new ReadResult.Found(found.Object.Generation, found.Content),
            cancellationToken);

    public Task<StoredObject?> WriteAsync(
        ObjectDraft draft, long expectedGeneration, CancellationToken cancellationToken) =>
        Between(
            () => (_objects.TryGetValue((draft.Bucket, draft.Name), out var found) ? found.Object.Generation : 0)
                == expectedGeneration
                    ? Write(draft)
                    : null,
            cancellationToken);

    public Task<bool> DeleteAsync(string bucket, string name, long generation, CancellationToken cancellationToken) =>
        Between(
            () => _objects.TryGetValue((bucket, name), out var found)
                && found.Object.Generation == generation
                && _objects.Remove((bucket, name)),
            cancellationToken);

    private StoredObject Write(ObjectDraft draft)
    {
        _headers[(draft.Bucket, draft.Name)] = (draft.CacheControl, draft.ContentType);
        return Put(draft.Bucket, draft.Name, draft.Content.ToArray(), draft.Metadata.ToDictionary());
    }

    private Task<T> Between<T>(Func<T> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        At?.Invoke(_moments++);
        var result = call();
        At?.Invoke(_moments++);
        return Task.FromResult(result);
    }
}
