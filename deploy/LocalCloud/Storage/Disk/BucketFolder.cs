using System.Collections.Immutable;
using System.Text.Json;

namespace Shop.LocalCloud.Storage.Disk;

/// <summary>
/// One bucket's folder: <c>bucket.json</c>, and in <c>objects/</c> two files for each object.
/// </summary>
/// <remarks>
/// The metadata file is the commit point. A new generation gets files of its own and the old ones go
/// afterwards, so a crash leaves at most files that no metadata speaks for, or two generations of which the
/// higher counts.
/// </remarks>
internal sealed class BucketFolder
{
    private const string BucketFile = "bucket.json";

    // '~' is escaped in names, so that no object can look like another's metadata.
    private const string MetadataEnding = "~meta.json";

    private readonly string _folder;
    private readonly string _objectsFolder;
    private ImmutableSortedDictionary<string, StoredObject> _objects;

    private BucketFolder(string folder, StoredBucket bucket)
    {
        _folder = folder;
        _objectsFolder = Path.Combine(folder, "objects");
        Directory.CreateDirectory(_objectsFolder);
        Bucket = bucket;
        _objects = ImmutableSortedDictionary.Create<string, StoredObject>(ObjectName.Order);
    }

    /// <summary>Held while an object or the bucket changes: preconditions are judged under it.</summary>
    public Lock Gate { get; } = new();

    public StoredBucket Bucket { get; private set; }

    /// <summary>
    /// Set under the gate: a writer that waited for the gate must not write into a removed folder.
    /// </summary>
    public bool Removed { get; private set; }

    /// <summary>A snapshot: readers need no lock.</summary>
    public ImmutableSortedDictionary<string, StoredObject> Objects => Volatile.Read(ref _objects);

    public static BucketFolder Create(string folder, StoredBucket bucket)
    {
        var created = new BucketFolder(folder, bucket);
        created.Save(bucket);
        return created;
    }

    /// <returns>Null where the process died before the bucket was complete.</returns>
    public static BucketFolder? Load(string folder)
    {
        var path = Path.Combine(folder, BucketFile);
        if (!File.Exists(path))
        {
            return null;
        }
        var bucket = JsonSerializer.Deserialize(File.ReadAllBytes(path), StorageJson.Default.StoredBucket);
        var loaded = new BucketFolder(folder, bucket ?? throw new JsonException($"{path} is null"));
        loaded.LoadObjects();
        return loaded;
    }

    public void Save(StoredBucket bucket)
    {
        DurableFile.Write(
            Path.Combine(_folder, BucketFile),
            JsonSerializer.SerializeToUtf8Bytes(bucket, StorageJson.Default.StoredBucket));
        Bucket = bucket;
    }

    public void Remove()
    {
        Removed = true;
        Directory.Delete(_folder, recursive: true);
    }

    public FileStream OpenContent(StoredObject stored) => new(
        ContentPath(stored), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0,
        FileOptions.Asynchronous | FileOptions.SequentialScan);

    public void PlaceContent(FinishedContent content, StoredObject stored) =>
        File.Move(content.Path, ContentPath(stored));

    public void RemoveContent(StoredObject stored) => File.Delete(ContentPath(stored));

    /// <summary>Makes the object visible, or changes its metadata.</summary>
    public void Commit(StoredObject stored)
    {
        DurableFile.Write(
            MetadataPath(stored),
            JsonSerializer.SerializeToUtf8Bytes(stored, StorageJson.Default.StoredObject));
        Volatile.Write(ref _objects, _objects.SetItem(stored.Name, stored));
    }

    /// <summary>
    /// Takes away an object's files, after a newer generation was committed or to delete it.
    /// </summary>
    public void RemoveFiles(StoredObject stored)
    {
        File.Delete(MetadataPath(stored));
        RemoveContent(stored);
    }

    public void Delete(StoredObject stored)
    {
        File.Delete(MetadataPath(stored));
        Volatile.Write(ref _objects, _objects.Remove(stored.Name));
        RemoveContent(stored);
    }

    private string ContentPath(StoredObject stored) => Path.Combine(_objectsFolder, stored.ContentFile);

    private string MetadataPath(StoredObject stored) => ContentPath(stored) + MetadataEnding;

    private void LoadObjects()
    {
        var objects = _objects.ToBuilder();
        foreach (var path in Directory.EnumerateFiles(_objectsFolder, "*" + MetadataEnding).ToList())
        {
            var stored = JsonSerializer.Deserialize(File.ReadAllBytes(path), StorageJson.Default.StoredObject)
                ?? throw new JsonException($"{path} is null");
            if (!objects.TryGetValue(stored.Name, out var other) || other.Generation < stored.Generation)
            {
                objects[stored.Name] = stored;
            }
        }
        _objects = objects.ToImmutable();
        Sweep();
    }

    private void Sweep()
    {
        var kept = _objects.Values
            .SelectMany(stored => new[] { stored.ContentFile, stored.ContentFile + MetadataEnding })
            .ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(_objectsFolder).ToList())
        {
            // Files without the mark of a generation are not ours: somebody put them there.
            var name = Path.GetFileName(path);
            if (name.Contains('~', StringComparison.Ordinal) && !kept.Contains(name))
            {
                File.Delete(path);
            }
        }
        foreach (var lost in _objects.Values.Where(stored => !File.Exists(ContentPath(stored))).ToList())
        {
            Delete(lost);
        }
    }
}
