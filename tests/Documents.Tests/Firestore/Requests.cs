using Google.Apis.Auth.OAuth2;
using Shop.Documents.Firestore;
using Shop.Documents.Tests.Contract;
using static Shop.Documents.Tests.Contract.Values;

namespace Shop.Documents.Tests.Firestore;

/// <summary>What goes over the wire.</summary>
public sealed class Requests : IAsyncLifetime
{
    private ScriptedFirestore _server = null!;

    public async Task InitializeAsync() => _server = await ScriptedFirestore.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task Commit_StatesNativeFieldsAndEveryPrecondition()
    {
        _server.Then(200, "{}");
        using var store = _server.Store();
        var version = DocumentVersion.Of("2026-01-02T03:04:05.123456Z");

        await store.CommitAsync(
            new DocumentWrite.Put(
                Name("a/é"),
                Json("""{"s":"é","i":9007199254740993,"d":1.0,"b":true,"z":null,"m":{},"l":["x",{"y":[]}]}"""),
                DocumentVersion.Absent,
                new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1))),
            new DocumentWrite.Delete(Name("a/2"), version),
            new DocumentWrite.Verify(Name("a/3"), version));

        var request = Assert.Single(_server.Requests);
        Assert.Equal("POST /v1/projects/p/databases/(default)/documents:commit", $"{request.Method} {request.Target}");
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Same(
            """
            {"writes":[
              {"update":{"name":"projects/p/databases/(default)/documents/a/é","fields":{
                 "s":{"stringValue":"é"},"i":{"integerValue":"9007199254740993"},"d":{"doubleValue":1},
                 "b":{"booleanValue":true},"z":{"nullValue":null},"m":{"mapValue":{"fields":{}}},
                 "l":{"arrayValue":{"values":[{"stringValue":"x"},{"mapValue":{"fields":{"y":{"arrayValue":{"values":[]}}}}}]}},
                 "expiresAt":{"timestampValue":"2026-01-02T02:04:05.000000Z"}}},
               "currentDocument":{"exists":false}},
              {"delete":"projects/p/databases/(default)/documents/a/2",
               "currentDocument":{"updateTime":"2026-01-02T03:04:05.123456Z"}},
              {"verify":"projects/p/databases/(default)/documents/a/3",
               "currentDocument":{"updateTime":"2026-01-02T03:04:05.123456Z"}}]}
            """,
            Json(request.Body));
    }

    [Fact]
    public async Task List_EscapesPathAndToken()
    {
        _server.Then(200, "{}");
        using var store = _server.Store();

        await store.ListAsync(new CollectionName("of/a b?%2F/list"), 7, "t+/=", default);

        Assert.Equal(
            "/v1/projects/p/databases/(default)/documents/of/a%20b%3F%252F/list?pageSize=7&pageToken=t%2B%2F%3D",
            Assert.Single(_server.Requests).Target);
    }

    [Fact]
    public async Task Get_AsksForEachDocumentOnce()
    {
        _server.Then(200, """[{"missing":"projects/p/databases/(default)/documents/a/1"}]""");
        using var store = _server.Store();

        await store.GetManyAsync([Name("a/1"), Name("a/1")], default);

        Same("""{"documents":["projects/p/databases/(default)/documents/a/1"]}""", Json(Assert.Single(_server.Requests).Body));
    }

    [Fact]
    public async Task EmulatorHost_IsTrustedWithoutCredentials()
    {
        _server.Then(200, "{}");
        using var store = _server.Store();

        await store.ListAsync(new CollectionName("a"), 1, null, default);

        Assert.Equal("Bearer owner", Assert.Single(_server.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task RealService_GetsTheTokenAndTheProjectToBill()
    {
        _server.Then(200, "{}");
        using var store = new FirestoreDocumentStore(new FirestoreOptions("p")
        {
            DatabaseId = "shop",
            EmulatorHost = "",
            Endpoint = _server.Address,
            Credential = GoogleCredential.FromAccessToken("secret").CreateWithQuotaProject("billed"),
        });

        await store.ListAsync(new CollectionName("a"), 1, null, default);

        var request = Assert.Single(_server.Requests);
        Assert.Equal("/v1/projects/p/databases/shop/documents/a?pageSize=1", request.Target);
        Assert.Equal("Bearer secret", request.Headers["Authorization"]);
        Assert.Equal("billed", request.Headers["x-goog-user-project"]);
    }

    [Fact]
    public async Task CommitBeyondALimit_IsRefusedBeforeAnythingIsSent()
    {
        using var store = _server.Store();
        var half = new string('x', DocumentLimits.CommitBytesMax / 2);
        (string Limit, DocumentWrite[] Writes)[] excessive =
        [
            ("WritesMax", [.. Enumerable.Range(0, DocumentLimits.WritesMax + 1).Select(number => Insert($"a/{number}"))]),
            ("CommitBytesMax", [Insert("a/1", $$"""{"s":"{{half}}"}"""), Insert("a/2", $$"""{"s":"{{half}}"}""")]),
            ("DocumentBytesMax", [Insert("a/1", $$"""{"s":"{{half}}","t":"{{half}}"}""")]),
            ("ValueBytesMax", [Insert("a/1", $$"""{"s":"{{half}}{{half}}"}""")]),
            ("at most one write to a document", [Insert("a/1"), new DocumentWrite.Verify(Name("a/1"), DocumentVersion.Absent)]),
        ];

        foreach (var (limit, writes) in excessive)
        {
            var fault = await Assert.ThrowsAsync<ArgumentException>(() => store.CommitAsync(writes));
            Assert.Contains(limit, fault.Message, StringComparison.Ordinal);
        }
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task ReadBeyondALimit_IsRefusedBeforeAnythingIsSent()
    {
        using var store = _server.Store();
        var names = Enumerable.Range(0, DocumentLimits.GetsMax + 1).Select(number => Name($"a/{number}")).ToList();
        var collection = new CollectionName("a");

        await Assert.ThrowsAsync<ArgumentException>(() => store.GetManyAsync(names, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.ListAsync(collection, 0, null, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => store.ListAsync(collection, DocumentLimits.PageSizeMax + 1, null, default));
        Assert.Empty(_server.Requests);
    }
}
