using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using Shop.LocalCloud.Storage;
using Shop.LocalCloud.Storage.Disk;

namespace Shop.LocalCloud.Eventarc;

/// <summary>
/// Events that functions have not acknowledged yet: one file each, so they survive the process.
/// </summary>
/// <remarks>
/// Before an object is committed its event lies there under an ending that is not delivered; after the commit
/// it is renamed. A crash in between is settled at the next start by looking whether the object is there.
/// </remarks>
public sealed partial class EventOutbox : IObjectEvents
{
    private const string ReadyEnding = ".json";
    private const string PreparedEnding = ".prepared";

    private readonly string _folder;
    private readonly ILookup<string, string> _functionsOfBucket;
    private readonly Dictionary<string, Channel<StorageEvent>> _waiting;

    /// <param name="folder">Where the files lie.</param>
    /// <param name="subscriptions">Pairs of bucket and function.</param>
    public EventOutbox(string folder, IEnumerable<(string Bucket, string Function)> subscriptions)
    {
        _folder = folder;
        var pairs = subscriptions.ToList();
        _functionsOfBucket = pairs.ToLookup(
            pair => pair.Bucket, pair => pair.Function, StringComparer.Ordinal);
        _waiting = pairs.Select(pair => pair.Function).Distinct(StringComparer.Ordinal).ToDictionary(
            function => function, _ => Channel.CreateUnbounded<StorageEvent>(), StringComparer.Ordinal);
        foreach (var function in _waiting.Keys)
        {
            Directory.CreateDirectory(Path.Combine(folder, function));
        }
    }

    public void Recover(Func<string, string, long, bool> isCurrent)
    {
        foreach (var (function, waiting) in _waiting)
        {
            var folder = Path.Combine(_folder, function);
            DurableFile.Sweep(folder);
            foreach (var path in Directory.EnumerateFiles(folder, "*" + PreparedEnding).ToList())
            {
                var prepared = Read(path);
                if (isCurrent(prepared.Bucket, prepared.Name, prepared.Generation))
                {
                    File.Move(path, Path.ChangeExtension(path, ReadyEnding), overwrite: true);
                }
                else
                {
                    File.Delete(path);
                }
            }
            var ready = Directory.EnumerateFiles(folder, "*" + ReadyEnding).Select(Read);
            foreach (var queued in ready.OrderBy(queued => queued.Generation))
            {
                waiting.Writer.TryWrite(queued);
            }
        }
    }

    public void Prepare(StoredObject written, string origin)
    {
        foreach (var function in _functionsOfBucket[written.Bucket])
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(
                StorageEvent.Finalized(function, written, origin), OutboxJson.Default.StorageEvent);
            DurableFile.Write(FilePath(function, written.Generation, PreparedEnding), json);
        }
    }

    public void Publish(StoredObject written)
    {
        foreach (var function in _functionsOfBucket[written.Bucket])
        {
            var ready = FilePath(function, written.Generation, ReadyEnding);
            File.Move(FilePath(function, written.Generation, PreparedEnding), ready, overwrite: true);
            _waiting[function].Writer.TryWrite(Read(ready));
        }
    }

    public void Withdraw(StoredObject written)
    {
        foreach (var function in _functionsOfBucket[written.Bucket])
        {
            File.Delete(FilePath(function, written.Generation, PreparedEnding));
        }
    }

    /// <summary>
    /// The events of one function as they come, those of an earlier process first; for one reader.
    /// </summary>
    public IAsyncEnumerable<StorageEvent> ReadAllAsync(
        string function, CancellationToken cancellationToken) =>
        _waiting[function].Reader.ReadAllAsync(cancellationToken);

    /// <summary>Acknowledged, or given up.</summary>
    public void Remove(StorageEvent settled) =>
        File.Delete(FilePath(settled.Function, settled.Generation, ReadyEnding));

    private string FilePath(string function, long generation, string ending) =>
        Path.Combine(_folder, function, generation + ending);

    private static StorageEvent Read(string path) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(path), OutboxJson.Default.StorageEvent)
        ?? throw new JsonException($"{path} is null");

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
    [JsonSerializable(typeof(StorageEvent))]
    private sealed partial class OutboxJson : JsonSerializerContext;
}
