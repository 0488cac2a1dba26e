using Shop.Documents.Tests.Contract;
using Shop.Testing;
using static Shop.Documents.Tests.Contract.Values;

namespace Shop.Documents.Tests;

/// <summary>What tests of other projects rely on when they make the in-memory store misbehave.</summary>
public sealed class InMemoryHooks
{
    private readonly InMemoryDocumentStore _store = new();

    [Fact]
    public async Task FailureBefore_StoresNothing()
    {
        _store.FailBefore(1);

        await Assert.ThrowsAsync<DocumentStoreException>(() => _store.CommitAsync(Insert("a/1")));

        Assert.Empty(_store.Documents);
        Assert.Equal(CommitOutcome.Committed, await _store.CommitAsync(Insert("a/1")));
    }

    [Fact]
    public async Task FailureAfter_StoresAll()
    {
        _store.FailAfter(1);

        await Assert.ThrowsAsync<DocumentStoreException>(() => _store.CommitAsync(Insert("a/1")));

        Assert.Equal("a/1", Assert.Single(_store.Documents).Name.Path);
        Assert.Equal(1, _store.Commits);
    }

    [Fact]
    public async Task FailingReads_FailAsOftenAsTold()
    {
        _store.FailReads(1);

        await Assert.ThrowsAsync<DocumentStoreException>(() => _store.GetAsync("a/1"));

        Assert.False((await _store.GetAsync("a/1")).Exists);
    }

    [Fact]
    public async Task ConflictOnDemand_StoresNothing()
    {
        _store.ConflictNext(1);

        Assert.Equal(CommitOutcome.Conflict, await _store.CommitAsync(Insert("a/1")));
        Assert.Empty(_store.Documents);
    }

    [Fact]
    public async Task IntruderBeforeTheCommit_WinsTheRace()
    {
        _store.BeforeCommit = _ =>
        {
            _store.BeforeCommit = null;
            return _store.CommitAsync(Insert("a/1", """{"by":"intruder"}"""));
        };

        Assert.Equal(CommitOutcome.Conflict, await _store.CommitAsync(Insert("a/1")));
        Same("""{"by":"intruder"}""", (await _store.GetAsync("a/1")).Data);
    }

    [Fact]
    public async Task CommitBetweenReads_IsSeenByHalf()
    {
        _store.BetweenReads = () => _store.CommitAsync(Insert("a/1"), Insert("a/2"));

        var read = await _store.GetManyAsync([Name("a/1"), Name("a/2")], default);

        Assert.Equal([false, true], read.Select(document => document.Exists));
    }
}
