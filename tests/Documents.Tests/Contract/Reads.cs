using static Shop.Documents.Tests.Contract.Values;

namespace Shop.Documents.Tests.Contract;

public abstract partial class DocumentStoreContract
{
    // In byte order of UTF-8: in UTF-16 the last two would change places.
    private static readonly string[] _ordered = ["10", "9", "A%2F", "B", "a b?c#", "é", "\uFFEE", "\U0001F600"];

    [SkippableFact]
    public async Task DocumentsAskedFor_ComeInThatOrder()
    {
        await Store.CommitAsync(Insert("a/1", """{"n":1}"""), Insert("b/2/c/3", """{"n":3}"""));

        var read = await Store.GetManyAsync(
            [Name("b/2/c/3"), Name("a/none"), Name("a/1"), Name("b/2"), Name("a/1")], default);

        Assert.Equal(["b/2/c/3", "a/none", "a/1", "b/2", "a/1"], read.Select(document => document.Name.Path));
        Assert.Equal([true, false, true, false, true], read.Select(document => document.Exists));
        Same("""{"n":3}""", read[0].Data);
        Same("{}", read[1].Data);
        Assert.Equal(DocumentVersion.Absent, read[1].Version);
        Assert.Equal(read[2].Version, read[4].Version);
    }

    [SkippableFact]
    public async Task NothingAskedFor_IsNothingRead() => Assert.Empty(await Store.GetManyAsync([], default));

    [SkippableFact]
    public async Task Pages_CoverTheCollectionInByteOrder()
    {
        await Store.CommitAsync([.. _ordered.Reverse().Select(id => Insert($"of/é ?%2F/list/{id}"))]);
        await Store.CommitAsync(Insert("of/é ?%2F"), Insert("of/other/list/x"), Insert("of/é ?%2F/list/B/below/x"), Insert("list/x"));

        var found = new List<string>();
        string? token = null;
        do
        {
            var page = await Store.ListAsync(new CollectionName("of/é ?%2F/list"), 3, token, default);
            Assert.InRange(page.Documents.Count, 0, 3);
            found.AddRange(page.Documents.Select(document => document.Name.Id));
            token = page.NextPageToken;
        }
        while (token is not null);

        Assert.Equal(_ordered, found);
    }

    [SkippableFact]
    public async Task ListedDocument_CanBeWrittenAsIfItHadBeenRead()
    {
        var written = await Store.StoredAsync("a/1", """{"n":1,"deep":{"list":[1,2]}}""");

        var listed = Assert.Single((await Store.ListAsync(new CollectionName("a"), 10, null, default)).Documents);

        Assert.Equal(written.Name, listed.Name);
        Same("""{"n":1,"deep":{"list":[1,2]}}""", listed.Data);
        Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(Replace(listed, """{"n":2}""")));
    }

    [SkippableFact]
    public async Task CollectionWithoutDocuments_IsAnEmptyLastPage()
    {
        await Store.CommitAsync(Insert("a/missing-parent/b/1")); // its parent is not a document of the collection

        var page = await Store.ListAsync(new CollectionName("a"), 10, null, default);

        Assert.Empty(page.Documents);
        Assert.Null(page.NextPageToken);
    }

    [SkippableFact]
    public async Task PageThatHoldsAll_IsTheLast()
    {
        await Store.CommitAsync(Insert("a/1"), Insert("a/2"));

        Assert.Null((await Store.ListAsync(new CollectionName("a"), 3, null, default)).NextPageToken);
    }

    [SkippableFact]
    public async Task PageTokenThatNobodyGaveOut_IsRefused()
    {
        await Store.StoredAsync("a/1");

        var fault = await Assert.ThrowsAsync<DocumentStoreException>(
            () => Store.ListAsync(new CollectionName("a"), 3, "zzz", default));

        Assert.Equal("INVALID_ARGUMENT", fault.Status);
    }
}
