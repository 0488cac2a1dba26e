using Shop.Documents.Firestore;
using Shop.Documents.Tests.Contract;
using Shop.Testing;
using static Shop.Documents.Tests.Contract.Values;

namespace Shop.Documents.Tests.Firestore;

public sealed class CommitFaults : IAsyncLifetime
{
    private const string Committed = """{"writeResults":[{}],"commitTime":"2026-01-02T03:04:05Z"}""";

    private static readonly DocumentWrite _update =
        new DocumentWrite.Put(Name("a/1"), Json("{}"), DocumentVersion.Of("2026-01-02T03:04:05.123456Z"));

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
    [InlineData(400, "FAILED_PRECONDITION")]
    [InlineData(409, "ALREADY_EXISTS")]
    [InlineData(409, "ABORTED")]
    [InlineData(404, "NOT_FOUND")]
    public async Task LostRace_IsAnOutcome(int code, string status)
    {
        _server.ThenFault(code, status);

        Assert.Equal(CommitOutcome.Conflict, await _store.CommitAsync(_update));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task MissingDatabase_IsNotALostRace()
    {
        _server.ThenFault(404, "NOT_FOUND");

        Assert.Equal("NOT_FOUND", (await FaultAsync(Insert("a/1"))).Status);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(409)]
    public async Task AnswerOfAProxy_IsNotALostRace(int code)
    {
        _server.Then(code, "<html/>");

        Assert.Equal("UNKNOWN", (await FaultAsync(_update)).Status);
    }

    [Theory]
    [InlineData(503, "UNAVAILABLE")]
    [InlineData(500, "INTERNAL")]
    [InlineData(504, "DEADLINE_EXCEEDED")]
    public async Task UnknownOutcome_IsReportedAndNeverSentAgain(int code, string status)
    {
        _server.ThenFault(code, status).Then(200, Committed);

        Assert.Equal(status, (await FaultAsync(_update)).Status);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task LostAnswer_IsReportedAndNeverSentAgain()
    {
        _server.ThenCut().Then(200, Committed);

        Assert.Equal("UNAVAILABLE", (await FaultAsync(_update)).Status);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task HalfAnAnswer_IsReportedAndNeverSentAgain()
    {
        _server.Then(200, """{"writeResults":[""").Then(200, Committed);

        Assert.Equal("INTERNAL", (await FaultAsync(_update)).Status);
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData("""{"error":{"code":429,"message":"slow down","status":"RESOURCE_EXHAUSTED"}}""")]
    [InlineData("<html/>")]
    public async Task RefusalForItsRate_IsSentAgainLater(string body)
    {
        _server.Then(429, body).Then(200, Committed);

        Assert.Equal(CommitOutcome.Committed, await _store.CommitAsync(_update));
        Assert.Equal(2, _server.Requests.Count);
        Assert.Single(_server.Clock.Waits);
    }

    [Fact]
    public async Task RefusalForItsSize_IsNotSentAgain()
    {
        _server.ThenFault(429, "RESOURCE_EXHAUSTED", "gRPC message exceeds maximum size 4194304: 5000107");

        await FaultAsync(_update);

        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task ServerThatWasNeverReached_IsTriedAgain()
    {
        await _server.DisposeAsync(); // nobody listens there any more

        Assert.Equal("UNAVAILABLE", (await FaultAsync(_update)).Status);
        Assert.Equal(FirestoreTimes.RetriesMax, _server.Clock.Waits.Count);
    }

    [Fact]
    public async Task ServerThatStaysSilent_IsGivenUpInTime()
    {
        var clock = new FakeClock();
        using var store = _server.Store(clock);
        _server.Then(context =>
        {
            clock.Advance(FirestoreTimes.AttemptMax);
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        var fault = await Assert.ThrowsAsync<DocumentStoreException>(() => store.CommitAsync(_update));

        Assert.Equal("DEADLINE_EXCEEDED", fault.Status);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task CallerThatGivesUp_IsToldSo()
    {
        using var patience = new CancellationTokenSource();
        _server.Then(async context =>
        {
            await patience.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.CommitAsync([_update], patience.Token));
    }

    private Task<DocumentStoreException> FaultAsync(DocumentWrite write) =>
        Assert.ThrowsAsync<DocumentStoreException>(() => _store.CommitAsync(write));
}
