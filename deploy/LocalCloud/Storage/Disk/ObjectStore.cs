using System.Collections.Concurrent;
using System.Collections.Immutable;
using Shop.LocalCloud.Feed;

namespace Shop.LocalCloud.Storage.Disk;

/// <summary>All objects of the local cloud, as plain files under one folder.</summary>
/// <remarks>
/// A write is: the bytes in a file of their own, then under the bucket's gate the precondition, the
/// generation, the event, and the metadata that makes it visible. One process owns a folder.
/// </remarks>
public sealed class ObjectStore
{
    private readonly string _bucketsFolder;
    private readonly string _incomingFolder;
    private readonly TimeProvider _clock;
    private readonly IObjectEvents _events;
    private readonly EventFeed _feed;
    private readonly Generations _generations;
    private readonly ConcurrentDictionary<string, BucketFolder> _buckets = new(StringComparer.Ordinal);
    private long _lastIncoming;

    public ObjectStore(string folder, TimeProvider clock, IObjectEvents events, EventFeed feed)
    {
        (_clock, _events, _feed) = (clock, events, feed);
        _bucketsFolder = Directory.CreateDirectory(Path.Combine(folder, "buckets")).FullName;
        _incomingFolder = Path.Combine(folder, "incoming");
        if (Directory.Exists(_incomingFolder))
        {
            Directory.Delete(_incomingFolder, recursive: true);
        }
        Directory.CreateDirectory(_incomingFolder);
        _generations = new Generations(Path.Combine(folder, "generation"), clock);
        Load();
        _events.Recover((bucket, name, generation) => Find(bucket, name)?.Generation == generation);
    }

    public IReadOnlyList<StoredBucket> Buckets =>
    [
        .. _buckets.Values.Select(folder => folder.Bucket)
            .OrderBy(bucket => bucket.Name, StringComparer.Ordinal),
    ];

    public StoredBucket? FindBucket(string name) => _buckets.GetValueOrDefault(name)?.Bucket;

    public StoredBucket CreateBucket(StoredBucket settings)
    {
        ObjectName.CheckBucket(settings.Name);
        var now = Now();
        var bucket = settings with { TimeCreated = now, Updated = now, Metageneration = 1 };
        lock (_buckets)
        {
            if (_buckets.ContainsKey(bucket.Name))
            {
                throw RefusedRequestException.Conflict(
                    "Your previous request to create the named bucket succeeded and you already own it.");
            }
            _buckets[bucket.Name] = BucketFolder.Create(Path.Combine(_bucketsFolder, bucket.Name), bucket);
        }
        return bucket;
    }

    public StoredBucket UpdateBucket(
        string name, Preconditions preconditions, Func<StoredBucket, StoredBucket> change)
    {
        var folder = Folder(name);
        lock (folder.Gate)
        {
            CheckThere(folder);
            preconditions.CheckBucket(folder.Bucket);
            folder.Save(change(folder.Bucket) with
            {
                Updated = Now(),
                Metageneration = folder.Bucket.Metageneration + 1,
            });
            return folder.Bucket;
        }
    }

    public void DeleteBucket(string name, Preconditions preconditions)
    {
        var folder = Folder(name);
        lock (folder.Gate)
        {
            CheckThere(folder);
            preconditions.CheckBucket(folder.Bucket);
            if (!folder.Objects.IsEmpty)
            {
                throw RefusedRequestException.Conflict("The bucket you tried to delete is not empty.");
            }
            lock (_buckets)
            {
                folder.Remove();
                _buckets.TryRemove(name, out _);
            }
        }
    }

    public StoredObject? Find(string bucket, string name) =>
        _buckets.GetValueOrDefault(bucket)?.Objects.GetValueOrDefault(name);

    /// <param name="bucket">The bucket.</param>
    /// <param name="name">The object.</param>
    /// <param name="generation">The only generation that will do; nothing older is kept.</param>
    public StoredObject Get(string bucket, string name, long? generation)
    {
        var found = Folder(bucket).Objects.GetValueOrDefault(name);
        return found is not null && (generation is null || generation == found.Generation)
            ? found
            : throw RefusedRequestException.NoObject(bucket, name);
    }

    /// <summary>The live objects of a bucket in the order of their names, as of now.</summary>
    public ImmutableSortedDictionary<string, StoredObject> List(string bucket) => Folder(bucket).Objects;

    /// <exception cref="FileNotFoundException">The object was overwritten or deleted meanwhile.</exception>
    public FileStream OpenContent(StoredObject stored) => Folder(stored.Bucket).OpenContent(stored);

    internal ContentWriter CreateContent() => ContentWriter.Create(
        Path.Combine(_incomingFolder, $"{Interlocked.Increment(ref _lastIncoming)}"));

    internal StoredObject Write(NewObject incoming, FinishedContent content)
    {
        ObjectName.Check(incoming.Name);
        var folder = Folder(incoming.Bucket);
        StoredObject written;
        lock (folder.Gate)
        {
            CheckThere(folder);
            var current = folder.Objects.GetValueOrDefault(incoming.Name);
            incoming.Preconditions.CheckWrite(current);
            written = Describe(incoming, content);
            Commit(folder, written, content, incoming.Origin);
            if (current is not null)
            {
                folder.RemoveFiles(current);
            }
        }
        _feed.Append(FeedKind.ObjectWritten, "gs://" + written.Bucket,
            $"{written.Name} was written: {written.Size} bytes of {written.Settings.ContentType}.");
        return written;
    }

    public StoredObject Update(
        string bucket,
        string name,
        long? generation,
        Preconditions preconditions,
        Func<ObjectSettings, ObjectSettings> change)
    {
        var folder = Folder(bucket);
        lock (folder.Gate)
        {
            var current = Get(bucket, name, generation);
            preconditions.CheckWrite(current);
            var updated = current with
            {
                Settings = change(current.Settings),
                Metageneration = current.Metageneration + 1,
                Updated = Now(),
            };
            folder.Commit(updated);
            return updated;
        }
    }

    public void Delete(string bucket, string name, long? generation, Preconditions preconditions)
    {
        var folder = Folder(bucket);
        lock (folder.Gate)
        {
            var current = Get(bucket, name, generation);
            preconditions.CheckWrite(current);
            folder.Delete(current);
        }
        _feed.Append(FeedKind.ObjectDeleted, "gs://" + bucket, $"{name} was deleted.");
    }

    private StoredObject Describe(NewObject incoming, FinishedContent content)
    {
        var generation = _generations.Next();
        var now = Now();
        return new StoredObject(
            incoming.Bucket, incoming.Name, generation, 1, content.Size, content.Crc32c,
            incoming.ComponentCount is null ? content.Md5 : null, now, now, incoming.Settings,
            ObjectName.ContentFile(incoming.Name, generation), incoming.ComponentCount, incoming.UploadId);
    }

    private void Commit(BucketFolder folder, StoredObject written, FinishedContent content, string origin)
    {
        try
        {
            _events.Prepare(written, origin);
            folder.PlaceContent(content, written);
            folder.Commit(written);
        }
        catch
        {
            folder.RemoveFiles(written);
            _events.Withdraw(written);
            throw;
        }
        _events.Publish(written);
    }

    private BucketFolder Folder(string bucket) =>
        _buckets.GetValueOrDefault(bucket) ?? throw RefusedRequestException.NoBucket();

    private static void CheckThere(BucketFolder folder)
    {
        if (folder.Removed)
        {
            throw RefusedRequestException.NoBucket();
        }
    }

    // Google shows milliseconds.
    private DateTimeOffset Now() =>
        DateTimeOffset.FromUnixTimeMilliseconds(_clock.GetUtcNow().ToUnixTimeMilliseconds());

    private void Load()
    {
        foreach (var path in Directory.EnumerateDirectories(_bucketsFolder))
        {
            if (BucketFolder.Load(path) is { } folder)
            {
                _buckets[folder.Bucket.Name] = folder;
                foreach (var stored in folder.Objects.Values)
                {
                    _generations.Seen(stored.Generation);
                }
            }
        }
    }
}
