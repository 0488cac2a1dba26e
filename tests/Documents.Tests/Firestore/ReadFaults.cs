using Shop.Documents.Firestore;
using Shop.Documents.Tests.Contract;

namespace Shop.Documents.Tests.Firestore;

public sealed class ReadFaults : IAsyncLifetime
{
    private const string Found = """
        [{"found":{"name":"projects/p/databases/(default)/documents/a/1","fields":{"n":{"integerValue":"1"}},
          "createTime":"2026-01-02T03:04:05.123456Z","updateTime":"2026-01-02T03:04:05.123456Z"}},{"readTime":"2026-01-02T03:04:05Z"}]
        """;

    private ScriptedFirestore _server = null!;
    private FirestoreDocumentStore _store = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedFirestore.StartAsync();
        _store = _server.Store();
    }

    public async Task DisposeAsync()
    {
        _store.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(503, "UNAVAILABLE")]
    [InlineData(500, "INTERNAL")]
    [InlineData(504, "DEADLINE_EXCEEDED")]
    [InlineData(409, "ABORTED")]
    [InlineData(429, "RESOURCE_EXHAUSTED")]
    public async Task PassingFault_IsTriedAgain(int code, string status)
    {
        _server.ThenFault(code, status).Then(200, Found);

        Assert.True((await _store.GetAsync("a/1")).Exists);
        Assert.Equal(2, _server.Requests.Count);
        Assert.Single(_server.Clock.Waits);
    }

    [Theory]
    [InlineData(503, "<html>try later</html>")]
    [InlineData(502, "")]
    [InlineData(500, "[]")]
    [InlineData(200, """[{"found":""")]
    [InlineData(200, "{}")]
    [InlineData(200, """[{"readTime":"2026-01-02T03:04:05Z"}]""")]
    [InlineData(200, """[{"missing":"projects/p/databases/(default)/documents/a/1"},{"error":{"code":503,"status":"UNAVAILABLE"}}]""")]
    [InlineData(503, """[{"error":{"code":503,"message":"later","status":"UNAVAILABLE"}}]""")]
    public async Task AnswerThatTellsNothing_IsNotTakenForAMissingDocument(int code, string body)
    {
        _server.Then(code, body).Then(200, Found);

        Assert.True((await _store.GetAsync("a/1")).Exists);
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task LostConnection_IsTriedAgain()
    {
        _server.ThenCut().Then(200, Found);

        Assert.True((await _store.GetAsync("a/1")).Exists);
        Assert.Equal(2, _server.Requests.Count);
    }

    [Theory]
    [InlineData(400, "INVALID_ARGUMENT")]
    [InlineData(401, "UNAUTHENTICATED")]
    [InlineData(403, "PERMISSION_DENIED")]
    [InlineData(404, "NOT_FOUND")]
    [InlineData(400, "FAILED_PRECONDITION")]
    [InlineData(500, "UNKNOWN")]
    public async Task LastingFault_IsReportedAtOnce(int code, string status)
    {
        _server.ThenFault(code, status);

        var fault = await Assert.ThrowsAsync<DocumentStoreException>(() => _store.GetAsync("a/1"));

        Assert.Equal(status, fault.Status);
        Assert.Contains("told to", fault.Message, StringComparison.Ordinal);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task MessageThatIsTooLarge_IsNotSentAgain()
    {
        _server.ThenFault(429, "RESOURCE_EXHAUSTED", "gRPC message exceeds maximum size 4194304: 5000107");

        await Assert.ThrowsAsync<DocumentStoreException>(() => _store.GetAsync("a/1"));

        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task LastingTrouble_EndsTheAttemptsAndTheWaitsAreBounded()
    {
        for (var attempt = 0; attempt <= FirestoreTimes.RetriesMax; attempt++)
        {
            _server.ThenFault(503, "UNAVAILABLE");
        }

        var fault = await Assert.ThrowsAsync<DocumentStoreException>(
            () => _store.ListAsync(new CollectionName("a"), 10, null, default));

        Assert.Equal("UNAVAILABLE", fault.Status);
        Assert.Equal(FirestoreTimes.RetriesMax + 1, _server.Requests.Count);
        Assert.Equal(FirestoreTimes.RetriesMax, _server.Clock.Waits.Count);
        Assert.All(_server.Clock.Waits, wait => Assert.InRange(wait, TimeSpan.Zero, FirestoreTimes.RetryDelayMax));
    }

    [Theory]
    [InlineData("""{"timestampValue":"2026-01-02T03:04:05Z"}""", "timestampValue")]
    [InlineData("""{"doubleValue":"NaN"}""", "doubleValue")]
    [InlineData("""{"arrayValue":{"values":[{"bytesValue":"AA=="}]}}""", "bytesValue")]
    public async Task FieldThatSomebodyElseWrote_IsNamedRatherThanGuessed(string field, string type)
    {
        _server.Then(200, Found.Replace("""{"integerValue":"1"}""", field, StringComparison.Ordinal));

        var fault = await Assert.ThrowsAsync<DocumentStoreException>(() => _store.GetAsync("a/1"));

        Assert.Equal("UNIMPLEMENTED", fault.Status);
        Assert.Contains($"a/1: the field 'n' is a {type}", fault.Message, StringComparison.Ordinal);
    }
}
