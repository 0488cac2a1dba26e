using System.Text.Json;
using Polly;
using Shop.Documents.Fields;

namespace Shop.Documents.Firestore;

/// <summary>
/// Documents in Firestore, over its REST API and with native fields, so that people can read them in the
/// console. Nothing is connected to or looked up before the first call: instances start often.
/// </summary>
public sealed class FirestoreDocumentStore : IDocumentStore, IDisposable
{
    private readonly FirestoreConnection _connection;
    private readonly FirestoreRequests _requests;
    private readonly string _prefix;
    private readonly ResiliencePipeline _reads;
    private readonly ResiliencePipeline _commits;
    private readonly HttpClient? _own;

    /// <param name="options">Which database.</param>
    /// <param name="http">The process's client, which stays the caller's; null = one of its own.</param>
    /// <param name="time">Runs timeouts and the waiting between attempts; null = the system's.</param>
    public FirestoreDocumentStore(
        FirestoreOptions options, HttpClient? http = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        time ??= TimeProvider.System;
        _own = http is null ? OwnClient() : null;
        _connection = new FirestoreConnection(http ?? _own!, options, time);
        _requests = new FirestoreRequests(options);
        _prefix = options.Documents + "/";
        _reads = FirestoreRetries.ForReads(time);
        _commits = FirestoreRetries.ForCommits(time);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Document>> GetManyAsync(
        IReadOnlyList<DocumentName> names, CancellationToken cancellationToken)
    {
        DocumentRequests.CheckGets(names);
        if (names.Count == 0)
        {
            return [];
        }
        var body = _requests.BatchGet(names.Distinct());
        return await _reads.ExecuteAsync(
            async token =>
            {
                using var answer = await _connection.PostAsync(":batchGet", body, token);
                return InOrder(names, answer.RootElement);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<DocumentPage> ListAsync(
        CollectionName collection, int pageSize, string? pageToken, CancellationToken cancellationToken)
    {
        DocumentRequests.CheckPageSize(pageSize);
        var path = string.Join('/', collection.Path.Split('/').Select(Uri.EscapeDataString));
        // Ordered by name unless told otherwise; told just that, Google's emulator fails on the second page.
        var query = $"/{path}?pageSize={pageSize}"
            + (pageToken is null ? "" : "&pageToken=" + Uri.EscapeDataString(pageToken));
        return await _reads.ExecuteAsync(
            async token =>
            {
                using var answer = await _connection.GetAsync(query, token);
                return Page(answer.RootElement);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<CommitOutcome> CommitAsync(
        IReadOnlyList<DocumentWrite> writes, CancellationToken cancellationToken)
    {
        var encoded = EncodedWrite.Of(writes);
        if (encoded.Count == 0)
        {
            return CommitOutcome.Committed;
        }
        var body = _requests.Commit(encoded);
        try
        {
            await _commits.ExecuteAsync(
                async token => (await _connection.PostAsync(":commit", body, token)).Dispose(),
                cancellationToken);
            return CommitOutcome.Committed;
        }
        catch (DocumentStoreException fault) when (IsLostRace(fault, writes))
        {
            return CommitOutcome.Conflict;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _own?.Dispose();

    private static HttpClient OwnClient() => new(new SocketsHttpHandler
    {
        ConnectTimeout = FirestoreTimes.ConnectMax,
        PooledConnectionLifetime = FirestoreTimes.ConnectionAgeMax,
    })
    {
        // Each attempt has its own deadline, driven by the clock that tests control.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private static bool IsLostRace(DocumentStoreException fault, IReadOnlyList<DocumentWrite> writes) =>
        fault.Status switch
        {
            RpcStatus.FailedPrecondition or RpcStatus.AlreadyExists or RpcStatus.Aborted => true,
            // Of a commit that only inserts, it speaks of the database, which no decision can bring about.
            RpcStatus.NotFound => writes.Any(write => write.Expected != DocumentVersion.Absent),
            _ => false,
        };

    private List<Document> InOrder(IReadOnlyList<DocumentName> names, JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Array)
        {
            throw new DocumentStoreException(RpcStatus.Internal, "An answer that is not a list.");
        }
        var documents = new Dictionary<DocumentName, Document>();
        foreach (var element in answer.EnumerateArray())
        {
            // An element with neither carries a read time only.
            if (element.TryGetProperty("found", out var found))
            {
                var document = Decode(found);
                documents[document.Name] = document;
            }
            else if (element.TryGetProperty("missing", out var missing))
            {
                var name = Name(missing);
                documents[name] = Document.Missing(name);
            }
        }
        // A document that the answer forgets is not a missing one: to take it for that would be to decide
        // wrongly.
        return [.. names.Select(name => documents.TryGetValue(name, out var document)
            ? document
            : throw new DocumentStoreException(
                RpcStatus.Internal, $"An answer without a word on '{name}'."))];
    }

    private DocumentPage Page(JsonElement answer) => new(
        answer.TryGetProperty("documents", out var documents)
            ? [.. documents.EnumerateArray().Select(Decode)]
            : [],
        answer.TryGetProperty("nextPageToken", out var next) && next.GetString() is { Length: > 0 } token
            ? token
            : null);

    private Document Decode(JsonElement document) => FieldDecoder.Decode(
        Name(document.GetProperty("name")),
        document.TryGetProperty("fields", out var fields) ? fields : default,
        DocumentVersion.Of(document.GetProperty("updateTime").GetString()!));

    private DocumentName Name(JsonElement full) => new(full.GetString()![_prefix.Length..]);
}
