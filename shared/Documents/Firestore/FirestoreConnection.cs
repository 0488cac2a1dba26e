using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace Shop.Documents.Firestore;

/// <summary>
/// Makes one attempt of one call: its answer, or a <see cref="DocumentStoreException"/> that says what is
/// known.
/// </summary>
internal sealed class FirestoreConnection(HttpClient http, FirestoreOptions options, TimeProvider time)
{
    /// <summary>
    /// No instance of a function has the memory for more; asking for less at a time is the way out.
    /// </summary>
    private const int AnswerBytesMax = 64 << 20;

    // Each level of a document is three levels of an answer.
    private static readonly JsonDocumentOptions _answers = new() { MaxDepth = 128 };
    private static readonly MediaTypeHeaderValue _json = new("application/json");

    private readonly FirestoreAuthorization _authorization = new(options);

    public Task<JsonDocument> GetAsync(string query, CancellationToken cancellationToken) =>
        CallAsync(() => new HttpRequestMessage(HttpMethod.Get, Address(query)), cancellationToken);

    public Task<JsonDocument> PostAsync(
        string method, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) => CallAsync(
        () => new HttpRequestMessage(HttpMethod.Post, Address(method))
        {
            Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = _json } },
        },
        cancellationToken);

    private Uri Address(string rest) => new(options.Root, $"/v1/{options.Documents}{rest}");

    private async Task<JsonDocument> CallAsync(
        Func<HttpRequestMessage> call, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(FirestoreTimes.AttemptMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var request = call();
            await _authorization.AuthorizeAsync(request, either.Token);
            using var response = await http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await response.Content.LoadIntoBufferAsync(AnswerBytesMax, either.Token);
            return await AnswerAsync(response, either.Token);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DocumentStoreException(RpcStatus.DeadlineExceeded, "No answer in time.", fault);
        }
        catch (HttpRequestException fault)
        {
            throw Fault(fault);
        }
        catch (SocketException fault)
        {
            // HttpClient lets one through where a connection is reset before it has looked who is at its other end.
            throw new DocumentStoreException(RpcStatus.Unavailable, fault.Message, fault);
        }
    }

    private static async Task<JsonDocument> AnswerAsync(
        HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        JsonDocument answer;
        try
        {
            answer = await JsonDocument.ParseAsync(stream, _answers, cancellationToken);
        }
        catch (JsonException fault)
        {
            throw response.IsSuccessStatusCode
                ? new DocumentStoreException(RpcStatus.Internal, "An answer that is not JSON.", fault)
                : RpcStatus.FaultOf(response.StatusCode);
        }
        var error = RpcStatus.FaultIn(answer.RootElement)
            ?? (response.IsSuccessStatusCode ? null : RpcStatus.FaultOf(response.StatusCode));
        if (error is null)
        {
            return answer;
        }
        answer.Dispose();
        throw error;
    }

    private static DocumentStoreException Fault(HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.ConfigurationLimitExceeded => new DocumentStoreException(
            RpcStatus.OutOfRange,
            $"An answer of over {AnswerBytesMax} bytes: ask for fewer documents.", fault),
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError => new DocumentStoreException(
                RpcStatus.Unavailable, fault.Message, fault) { IsSurelyNotApplied = true },
        _ => new DocumentStoreException(RpcStatus.Unavailable, fault.Message, fault),
    };
}
