using Shop.LocalCloud.Durability;
using Shop.LocalCloud.Firestore.Commits;

namespace Shop.LocalCloud.Firestore;

/// <summary>
/// All documents of all databases, in memory, and in a log on the disk. One lock orders all that happens, for
/// microseconds at a time; nobody is told anything before all that it rests on is on the disk.
/// </summary>
internal sealed class DocumentStore : IAsyncDisposable
{
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly DocumentTable _table = new();
    private readonly RecordLog _log;
    private long _lastTime;

    /// <param name="folder">Of this store alone; it is made.</param>
    /// <param name="clock">Gives commits their times.</param>
    /// <param name="logger">Hears of trouble with the log.</param>
    /// <param name="rewriteBytesMin">See <see cref="RecordLog"/>.</param>
    public DocumentStore(
        string folder, TimeProvider clock, ILogger logger, long rewriteBytesMin = RecordLog.RewriteBytesMin)
    {
        _clock = clock;
        _log = new RecordLog(
            Path.Combine(folder, "documents.log"),
            record => _lastTime = Math.Max(_lastTime, DocumentJournal.Replay(record, _table)),
            Snapshot, logger, rewriteBytesMin);
    }

    public async Task<CommitResult> CommitAsync(IReadOnlyList<Write> writes)
    {
        CommitRules.Check(writes);
        CommitResult result;
        lock (_gate)
        {
            result = Apply(CommitPlan.Of(writes, _table.Find));
        }
        await _log.Durable;
        return result;
    }

    /// <summary>Commits one update, and gives the document as that left it.</summary>
    public async Task<StoredDocument> WriteAsync(Write update)
    {
        StoredDocument written;
        lock (_gate)
        {
            Apply(CommitPlan.Of([update], _table.Find));
            written = _table.Find(update.Name)!;
        }
        await _log.Durable;
        return written;
    }

    /// <summary>All as they were at one moment.</summary>
    public async Task<(IReadOnlyList<StoredDocument?> Documents, long ReadTime)> GetAsync(
        IReadOnlyList<string> names)
    {
        IReadOnlyList<StoredDocument?> documents;
        long time;
        lock (_gate)
        {
            documents = [.. names.Select(_table.Find)];
            time = Now();
        }
        await _log.Durable;
        return (documents, time);
    }

    /// <summary>The documents of a collection after an id, one more than a page has, if there are.</summary>
    public async Task<IReadOnlyList<(string Id, StoredDocument? Document)>> ListAsync(
        string collection, string? after, int count, bool withMissing)
    {
        List<(string Id, StoredDocument? Document)> found;
        lock (_gate)
        {
            found = [.. _table.Documents(collection, after).Take(count)
                .Select(document => (document.Id, (StoredDocument?)document))];
            if (withMissing)
            {
                found.AddRange(_table.MissingIds(collection)
                    .Where(id => after is null || Utf8Order.Instance.Compare(id, after) > 0)
                    .Select(id => (id, (StoredDocument?)null)));
                found = [.. found.OrderBy(entry => entry.Id, Utf8Order.Instance).Take(count)];
            }
        }
        await _log.Durable;
        return found;
    }

    public async Task<IReadOnlyList<string>> CollectionIdsAsync(string parent)
    {
        IReadOnlyList<string> ids;
        lock (_gate)
        {
            ids = [.. _table.CollectionIds(parent)];
        }
        await _log.Durable;
        return ids;
    }

    /// <summary>Deletes what has expired.</summary>
    /// <returns>How many documents.</returns>
    public async Task<int> DeleteExpiredAsync()
    {
        int count;
        lock (_gate)
        {
            var now = Timestamps.Of(_clock.GetUtcNow());
            var expired = _table.All
                .Where(document => document.Fields.ExpiresAt <= now)
                .Select(document => Write.Delete(document.Name, default))
                .ToList();
            count = expired.Count;
            Apply(CommitPlan.Of(expired, _table.Find));
        }
        await _log.Durable;
        return count;
    }

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    private CommitResult Apply(CommitPlan plan)
    {
        // Ever higher, also when the clock is set back or two commits meet in one microsecond: a time is the
        // version that others put into their preconditions.
        var time = Math.Max(Now(), _lastTime + 1);
        var changes = plan.Changes(time);
        if (changes.Count > 0)
        {
            _log.Append(DocumentJournal.Record(time, changes));
            foreach (var (name, document) in changes)
            {
                _table.Set(name, document);
            }
        }
        _lastTime = time;
        return plan.Result(time);
    }

    private long Now() => Math.Max(Timestamps.Of(_clock.GetUtcNow()), _lastTime);

    private IEnumerable<ReadOnlyMemory<byte>> Snapshot()
    {
        List<StoredDocument> documents;
        long time;
        lock (_gate)
        {
            documents = [.. _table.All];
            time = _lastTime;
        }
        // The time may be that of a deletion, of which nothing else is left.
        return documents
            .Select(document => DocumentJournal.Record(
                document.UpdateTime,
                new Dictionary<string, StoredDocument?> { [document.Name] = document }))
            .Append(DocumentJournal.Record(time, new Dictionary<string, StoredDocument?>()));
    }
}
