using System.Globalization;
using System.Text;
using System.Text.Json;
using Shop.Documents;
using Shop.Documents.Fields;

namespace Shop.Testing;

/// <summary>
/// Keeps documents as Firestore would hold them, under the same rules; fails when it is told to, before or
/// after it has stored a commit, and lets a test act between any two steps of a race. It deletes nothing that
/// expires: Firestore may be a day late, so nobody may rely on it.
/// </summary>
public sealed class InMemoryDocumentStore : IDocumentStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Stored> _documents = new(Utf8Order.Instance);
    private long _versions;
    private int _readFailures;
    private int _failuresBefore;
    private int _failuresAfter;
    private int _conflicts;
    private int _commits;

    /// <summary>
    /// Runs before each commit is judged: what it commits itself, somebody else committed first.
    /// </summary>
    public Func<IReadOnlyList<DocumentWrite>, Task>? BeforeCommit { get; set; }

    /// <summary>
    /// Runs between the documents of one GetMany, which therefore may mix two commits, as in Firestore.
    /// </summary>
    public Func<Task>? BetweenReads { get; set; }

    /// <summary>Commits that were stored.</summary>
    public int Commits => Volatile.Read(ref _commits);

    /// <summary>All that there is, in byte order of the names.</summary>
    public IReadOnlyList<Document> Documents
    {
        get
        {
            lock (_gate)
            {
                return [.. _documents.Keys.Select(path => Read(new DocumentName(path)))];
            }
        }
    }

    public void FailReads(int times) => _readFailures = times;

    /// <summary>The next commits fail and store nothing; their caller cannot know.</summary>
    public void FailBefore(int times) => _failuresBefore = times;

    /// <summary>The next commits are stored and fail all the same; their caller cannot know.</summary>
    public void FailAfter(int times) => _failuresAfter = times;

    /// <summary>The next commits are answered as lost races (in Firestore, also ABORTED is one).</summary>
    public void ConflictNext(int times) => _conflicts = times;

    public async Task<IReadOnlyList<Document>> GetManyAsync(
        IReadOnlyList<DocumentName> names, CancellationToken cancellationToken)
    {
        DocumentRequests.CheckGets(names);
        cancellationToken.ThrowIfCancellationRequested();
        var read = new List<Document>(names.Count);
        foreach (var name in names)
        {
            if (read.Count > 0 && BetweenReads is { } interrupt)
            {
                await interrupt();
            }
            lock (_gate)
            {
                ThrowWhile(ref _readFailures);
                read.Add(Read(name));
            }
        }
        return read;
    }

    public Task<DocumentPage> ListAsync(
        CollectionName collection, int pageSize, string? pageToken, CancellationToken cancellationToken)
    {
        DocumentRequests.CheckPageSize(pageSize);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowWhile(ref _readFailures);
            var after = pageToken is null ? null : Position(collection, pageToken);
            var found = _documents.Keys
                .Select(path => new DocumentName(path))
                .Where(name => name.Collection == collection
                    && (after is null || Utf8Order.Instance.Compare(name.Path, after) > 0))
                .Take(pageSize + 1)
                .ToList();
            return Task.FromResult(new DocumentPage(
                [.. found.Take(pageSize).Select(Read)],
                found.Count > pageSize ? Token(found[pageSize - 1]) : null));
        }
    }

    public async Task<CommitOutcome> CommitAsync(
        IReadOnlyList<DocumentWrite> writes, CancellationToken cancellationToken)
    {
        var encoded = EncodedWrite.Of(writes);
        cancellationToken.ThrowIfCancellationRequested();
        if (encoded.Count == 0)
        {
            return CommitOutcome.Committed;
        }
        if (BeforeCommit is { } intrude)
        {
            await intrude(writes);
        }
        lock (_gate)
        {
            ThrowWhile(ref _failuresBefore);
            if (Counted(ref _conflicts) || !writes.All(write => Version(write.Name) == write.Expected))
            {
                return CommitOutcome.Conflict;
            }
            foreach (var write in encoded)
            {
                Apply(write);
            }
            _commits++;
            ThrowWhile(ref _failuresAfter);
            return CommitOutcome.Committed;
        }
    }

    private void Apply(EncodedWrite write)
    {
        var path = write.Write.Name.Path;
        switch (write.Write)
        {
            case DocumentWrite.Put:
                var fields = JsonElement.Parse(write.Fields.Span);
                // As in Firestore, a document that did not change keeps its version.
                if (!_documents.TryGetValue(path, out var stored)
                    || !JsonElement.DeepEquals(stored.Fields, fields))
                {
                    var version = (++_versions).ToString(CultureInfo.InvariantCulture);
                    _documents[path] = new Stored(fields, DocumentVersion.Of(version));
                }
                break;
            case DocumentWrite.Delete:
                _documents.Remove(path);
                break;
            default:
                break;
        }
    }

    private DocumentVersion Version(DocumentName name) =>
        _documents.TryGetValue(name.Path, out var stored) ? stored.Version : DocumentVersion.Absent;

    private Document Read(DocumentName name) => _documents.TryGetValue(name.Path, out var stored)
        ? FieldDecoder.Decode(name, stored.Fields, stored.Version)
        : Document.Missing(name);

    private static string Token(DocumentName last) => Convert.ToBase64String(Encoding.UTF8.GetBytes(last.Path));

    private static string Position(CollectionName collection, string pageToken)
    {
        var bytes = new byte[pageToken.Length];
        return Convert.TryFromBase64String(pageToken, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length) is var path
            && path.StartsWith(collection.Path + "/", StringComparison.Ordinal)
                ? path
                : throw new DocumentStoreException("INVALID_ARGUMENT", "invalid page token");
    }

    private static bool Counted(ref int times)
    {
        if (times == 0)
        {
            return false;
        }
        times--;
        return true;
    }

    private static void ThrowWhile(ref int failures)
    {
        if (Counted(ref failures))
        {
            throw new DocumentStoreException("UNAVAILABLE", "told to fail");
        }
    }

    private sealed record Stored(JsonElement Fields, DocumentVersion Version);

    /// <summary>
    /// Firestore orders names by their bytes, in which an emoji follows U+FFEE; in UTF-16 it precedes it.
    /// </summary>
    private sealed class Utf8Order : IComparer<string>
    {
        public static Utf8Order Instance { get; } = new();

        public int Compare(string? x, string? y) =>
            Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y!));
    }
}
