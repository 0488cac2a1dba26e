using static Shop.Documents.Tests.Contract.Values;

namespace Shop.Documents.Tests.Contract;

public abstract partial class DocumentStoreContract
{
    [SkippableFact]
    public async Task SecondInsert_Conflicts()
    {
        var first = await Store.StoredAsync("a/1");

        Assert.Equal(CommitOutcome.Conflict, await Store.CommitAsync(Insert("a/1", """{"n":2}""")));
        Assert.Equal(CommitOutcome.Conflict, await Store.CommitAsync(Insert("a/1"))); // also when it is the same
        Assert.Equal(first.Version, (await Store.GetAsync("a/1")).Version);
    }

    [SkippableFact]
    public async Task InsertsAtOnce_OneWins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(number => Store.CommitAsync(Insert("a/1", $$"""{"n":{{number}}}"""))));

        var winner = Assert.Single(outcomes.Index(), outcome => outcome.Item == CommitOutcome.Committed);
        Same($$"""{"n":{{winner.Index}}}""", (await Store.GetAsync("a/1")).Data);
    }

    [SkippableFact]
    public async Task UpdateOfWhatWasRead_Replaces()
    {
        var read = await Store.StoredAsync("a/1", """{"n":1,"gone":true}""");

        Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(Replace(read, """{"n":2}""")));

        var after = await Store.GetAsync("a/1");
        Same("""{"n":2}""", after.Data);
        Assert.NotEqual(read.Version, after.Version);
    }

    [SkippableFact]
    public async Task UpdateOfAnEarlierVersion_Conflicts()
    {
        var read = await Store.StoredAsync("a/1");
        await Store.CommitAsync(Replace(read, """{"n":2}"""));

        Assert.Equal(CommitOutcome.Conflict, await Store.CommitAsync(Replace(read, """{"n":3}""")));
        Same("""{"n":2}""", (await Store.GetAsync("a/1")).Data);
    }

    [SkippableFact]
    public async Task ThereAndBack_IsANewVersion()
    {
        var read = await Store.StoredAsync("a/1");
        await Store.CommitAsync(Replace(read, """{"n":2}"""));
        await Store.CommitAsync(Replace(await Store.GetAsync("a/1"), """{"n":1}"""));

        Assert.Equal(CommitOutcome.Conflict, await Store.CommitAsync(Replace(read, """{"n":3}""")));
    }

    [SkippableFact]
    public async Task UnchangedRewrite_KeepsTheVersionAndStillChecksIt()
    {
        var read = await Store.StoredAsync("a/1", """{"n":1,"list":[1,{"a":null}]}""");

        Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(Replace(read, """{"list":[1,{"a":null}],"n":1}""")));
        Assert.Equal(read.Version, (await Store.GetAsync("a/1")).Version);

        await Store.CommitAsync(Replace(read, """{"n":2}"""));
        Assert.Equal(CommitOutcome.Conflict, await Store.CommitAsync(Replace(read, """{"n":2}""")));
    }

    [SkippableFact]
    public async Task Delete_RemovesWhatWasReadOnly()
    {
        var read = await Store.StoredAsync("a/1");
        await Store.CommitAsync(Replace(read, """{"n":2}"""));

        Assert.Equal(CommitOutcome.Conflict, await Store.CommitAsync(new DocumentWrite.Delete(read.Name, read.Version)));
        var current = await Store.GetAsync("a/1");
        var delete = new DocumentWrite.Delete(current.Name, current.Version);
        Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(delete));
        Assert.False((await Store.GetAsync("a/1")).Exists);
        Assert.Equal(CommitOutcome.Conflict, await Store.CommitAsync(delete));
    }

    [SkippableFact]
    public async Task DeleteOfWhatMustNotExist_ConflictsWhereItDoes()
    {
        var delete = new DocumentWrite.Delete(Name("a/1"), DocumentVersion.Absent);

        Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(delete));
        await Store.StoredAsync("a/1");
        Assert.Equal(CommitOutcome.Conflict, await Store.CommitAsync(delete));
    }

    [SkippableFact]
    public async Task InsertAfterDelete_IsNotTheOldDocument()
    {
        var old = await Store.StoredAsync("a/1");
        await Store.CommitAsync(new DocumentWrite.Delete(old.Name, old.Version));
        var young = await Store.StoredAsync("a/1");

        Assert.NotEqual(old.Version, young.Version);
        Assert.Equal(CommitOutcome.Conflict, await Store.CommitAsync(Replace(old, """{"n":3}""")));
    }

    [SkippableFact]
    public async Task UpdateOfADeletedDocument_Conflicts()
    {
        var read = await Store.StoredAsync("a/1");
        await Store.CommitAsync(new DocumentWrite.Delete(read.Name, read.Version));

        Assert.Equal(CommitOutcome.Conflict, await Store.CommitAsync(Replace(read, """{"n":2}""")));
    }

    [SkippableFact]
    public async Task VerifyThatHolds_ChangesNothing()
    {
        var read = await Store.StoredAsync("a/1");

        Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(
            new DocumentWrite.Verify(read.Name, read.Version),
            new DocumentWrite.Verify(Name("a/none"), DocumentVersion.Absent),
            Insert("a/2")));

        var after = await Store.GetManyAsync([Name("a/1"), Name("a/none"), Name("a/2")], default);
        Assert.Equal(read.Version, after[0].Version);
        Same("""{"n":1}""", after[0].Data);
        Assert.Equal([true, false, true], after.Select(document => document.Exists));
    }

    [SkippableFact]
    public async Task VerifyThatFails_StoresNothing()
    {
        var stale = await Store.StoredAsync("a/1");
        await Store.CommitAsync(Replace(stale, """{"n":2}"""));
        var gone = await Store.StoredAsync("a/gone");
        await Store.CommitAsync(new DocumentWrite.Delete(gone.Name, gone.Version));
        DocumentWrite.Verify[] failing =
        [
            new(stale.Name, stale.Version), new(stale.Name, DocumentVersion.Absent), new(gone.Name, gone.Version),
        ];

        foreach (var verify in failing)
        {
            Assert.Equal(CommitOutcome.Conflict, await Store.CommitAsync(Insert("a/2"), verify));
            Assert.False((await Store.GetAsync("a/2")).Exists);
        }
    }

    [SkippableFact]
    public async Task OneLostWriteOfSeveral_StoresNoneOfThem()
    {
        var updated = await Store.StoredAsync("a/updated");
        var deleted = await Store.StoredAsync("a/deleted");
        await Store.StoredAsync("a/taken");

        Assert.Equal(CommitOutcome.Conflict, await Store.CommitAsync(
            Replace(updated, """{"n":2}"""),
            new DocumentWrite.Delete(deleted.Name, deleted.Version),
            Insert("b/new"),
            Insert("a/taken", """{"n":2}""")));

        var after = await Store.GetManyAsync([updated.Name, deleted.Name, Name("b/new")], default);
        Assert.Equal([updated.Version, deleted.Version, DocumentVersion.Absent], after.Select(document => document.Version));
    }

    [SkippableFact]
    public async Task CommitOfNothing_IsCommitted() => Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync());

    [SkippableFact]
    public async Task FullCommit_IsStored()
    {
        var writes = Enumerable.Range(0, DocumentLimits.WritesMax).Select(number => Insert($"a/{number:D3}")).ToArray();

        Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(writes));

        var read = await Store.GetManyAsync([.. writes.Select(write => write.Name)], default);
        Assert.All(read, document => Assert.True(document.Exists));
    }

    [SkippableFact]
    public async Task HundredWritersOfOneDocument_AllCountOnce()
    {
        const int Writers = 100;
        await Store.StoredAsync("a/count", """{"n":0}""");

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            var outcome = CommitOutcome.Conflict;
            while (outcome == CommitOutcome.Conflict)
            {
                var read = await Store.GetAsync("a/count");
                var next = read.Data.GetProperty("n").GetInt64() + 1;
                outcome = await Store.CommitAsync(Replace(read, $$"""{"n":{{next}}}"""));
            }
        })));

        Same($$"""{"n":{{Writers}}}""", (await Store.GetAsync("a/count")).Data);
    }

    [SkippableFact]
    public async Task CancelledCalls_DoNotTakePlace()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.CommitAsync([Insert("a/1")], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.GetManyAsync([Name("a/1")], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.ListAsync(new CollectionName("a"), 10, null, cancelled));
        Assert.False((await Store.GetAsync("a/1")).Exists);
    }
}
