using System.Runtime.CompilerServices;
using Shop.Gcloud.Replay;

namespace Shop.Gcloud.Tests.Replay.World;

/// <summary>Objects in memory; generations never repeat.</summary>
internal sealed class InMemoryReplayStorage : IReplayStorage
{
    private static readonly DateTimeOffset _start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, (long Generation, byte[] Content)> _objects = new(StringComparer.Ordinal);
    private long _lastGeneration = 100;

    /// <summary>What people have uploaded: the live generation of each.</summary>
    public Dictionary<string, long> Uploads { get; } = [];

    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate)
            {
                return [.. _objects.Keys];
            }
        }
    }

    public IReadOnlyList<byte[]> Contents
    {
        get
        {
            lock (_gate)
            {
                return [.. _objects.Values.Select(each => each.Content)];
            }
        }
    }

    /// <summary>As functions/DeadLetters does: what is there already stays.</summary>
    public long? File(string name, byte[] content)
    {
        lock (_gate)
        {
            return _objects.TryAdd(name, (++_lastGeneration, content)) ? _lastGeneration : null;
        }
    }

    public async IAsyncEnumerable<LetterObject> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<LetterObject> found;
        lock (_gate)
        {
            found = [.. _objects
                .Where(each => each.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(each => LetterOf(each.Key))];
        }
        foreach (var letter in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.CompletedTask;
            yield return letter;
        }
    }

    public Task<ReadOnlyMemory<byte>?> ReadAsync(LetterObject letter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(IsLive(letter.Name, letter.Generation)
                ? _objects[letter.Name].Content.AsMemory()
                : (ReadOnlyMemory<byte>?)null);
        }
    }

    public Task<(LetterObject? Copy, bool Made)> CopyAsync(LetterObject letter, string name)
    {
        lock (_gate)
        {
            var made = IsLive(letter.Name, letter.Generation)
                && _objects.TryAdd(name, (++_lastGeneration, _objects[letter.Name].Content));
            return Task.FromResult((_objects.ContainsKey(name) ? LetterOf(name) : null, made));
        }
    }

    public Task<bool> DeleteAsync(string name, long generation)
    {
        lock (_gate)
        {
            return Task.FromResult(IsLive(name, generation) && _objects.Remove(name));
        }
    }

    public Task<bool> RewriteAsync(Upload upload)
    {
        lock (_gate)
        {
            var isLive = Uploads.GetValueOrDefault(upload.Name) == upload.Generation;
            if (isLive)
            {
                Uploads[upload.Name] = ++_lastGeneration;
            }
            return Task.FromResult(isLive);
        }
    }

    private bool IsLive(string name, long generation) =>
        _objects.TryGetValue(name, out var found) && found.Generation == generation;

    private LetterObject LetterOf(string name) => new(
        name, _objects[name].Generation, _objects[name].Content.Length,
        _start + TimeSpan.FromSeconds(_objects[name].Generation));
}
