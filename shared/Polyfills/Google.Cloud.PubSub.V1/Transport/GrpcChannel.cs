using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Google.Apis.Auth.OAuth2;
using Google.Protobuf;
using Grpc.Core;

namespace Google.Cloud.PubSub.V1.Transport;

/// <summary>Unary gRPC calls to one server, over HTTP/2 with or without TLS.</summary>
/// <param name="address">The scheme says whether the connection is encrypted; without TLS it is HTTP/2 at
/// once.</param>
/// <param name="caller">Who calls; null for nobody. Its token travels over TLS only.</param>
internal sealed class GrpcChannel(Uri address, ICredential caller) : IDisposable
{
    // gRPC counts at most eight digits; a longer timeout is as good as none.
    private static readonly TimeSpan s_timeoutMax = TimeSpan.FromMilliseconds(99_999_999);

    private static readonly MediaTypeHeaderValue s_contentType = new("application/grpc");

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        // More connections than one where a server limits the streams of each.
        EnableMultipleHttp2Connections = true,
        // Finds a dead connection before a publish has to wait for its deadline to learn of it.
        KeepAlivePingDelay = TimeSpan.FromMinutes(1),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
        // Google's servers close connections that are pinged while they have nothing to do.
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        AllowAutoRedirect = false,
        UseCookies = false,
    });

    /// <param name="method">Such as <c>google.pubsub.v1.Publisher/Publish</c>.</param>
    /// <param name="request">The message to send.</param>
    /// <param name="parser">Of the answer.</param>
    /// <param name="call">What else holds for this call.</param>
    internal async Task<TResponse> CallAsync<TResponse>(
        string method, IMessage request, MessageParser<TResponse> parser, GrpcCall call)
        where TResponse : class, IMessage<TResponse>
    {
        var timeout = call.Deadline - TimeProvider.System.GetUtcNow().UtcDateTime;
        using var expiry = new CancellationTokenSource();
        using var stop =
            CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken, expiry.Token);
        if (timeout < s_timeoutMax)
        {
            expiry.CancelAfter(timeout.Value > TimeSpan.Zero ? timeout.Value : TimeSpan.Zero);
        }
        try
        {
            using var message = await RequestAsync(method, request, call, timeout, stop.Token);
            using var response = await SendAsync(message, stop.Token);
            return await ReadAsync(response, parser, stop.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new RpcException(call.CancellationToken.IsCancellationRequested
                ? new Status(StatusCode.Cancelled, "Call canceled by the client.", e)
                : new Status(StatusCode.DeadlineExceeded, "", e));
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpRequestMessage> RequestAsync(
        string method, IMessage request, GrpcCall call, TimeSpan? timeout,
        CancellationToken cancellationToken)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/" + method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(GrpcFrame.Write(request, call.Compress)),
        };
        message.Content.Headers.ContentType = s_contentType;
        message.Headers.Add("TE", "trailers");
        message.Headers.Add("grpc-accept-encoding", "identity,gzip");
        message.Headers.Add("x-goog-request-params", call.RoutingParameter);
        if (call.Compress)
        {
            message.Headers.Add("grpc-encoding", GrpcFrame.Gzip);
        }
        if (timeout < s_timeoutMax)
        {
            message.Headers.Add("grpc-timeout", FormattableString.Invariant(
                $"{Math.Max(1, (long)timeout.Value.TotalMilliseconds)}m"));
        }
        if (caller is not null && address.Scheme == Uri.UriSchemeHttps)
        {
            var audience =
                new Uri(address, method[..method.IndexOf('/', StringComparison.Ordinal)]).ToString();
            await AuthorizeAsync(message, audience, cancellationToken);
        }
        return message;
    }

    private async Task AuthorizeAsync(
        HttpRequestMessage message, string audience, CancellationToken cancellationToken)
    {
        try
        {
            // The headers beside the token name the project that is billed.
            var token = caller is ITokenAccessWithHeaders withHeaders
                ? await withHeaders.GetAccessTokenWithHeadersForRequestAsync(audience, cancellationToken)
                : new AccessTokenWithHeaders(
                    await caller.GetAccessTokenForRequestAsync(audience, cancellationToken), null);
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.AccessToken);
            token.AddHeaders(message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new RpcException(GrpcStatus.FromFailure(e, "Error starting gRPC call."));
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(message, cancellationToken);
        }
        // A bare socket's failure comes through where a connection is reset as soon as it is there.
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            throw new RpcException(GrpcStatus.FromFailure(e, "Error starting gRPC call."));
        }
    }

    private static async Task<TResponse> ReadAsync<TResponse>(
        HttpResponseMessage response, MessageParser<TResponse> parser, CancellationToken cancellationToken)
        where TResponse : class, IMessage<TResponse>
    {
        var early = GrpcStatus.FindForeign(response) ?? GrpcStatus.Find(response.Headers);
        if (early is { StatusCode: not StatusCode.OK } failed)
        {
            throw new RpcException(failed);
        }
        byte[] body;
        try
        {
            body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new RpcException(GrpcStatus.FromFailure(e, "Error reading next message."));
        }
        var status = GrpcStatus.Find(response.TrailingHeaders) ?? early
            ?? new Status(StatusCode.Cancelled, "No grpc-status found on response.");
        if (status.StatusCode != StatusCode.OK)
        {
            throw new RpcException(status);
        }
        var encoding = response.Headers.TryGetValues("grpc-encoding", out var values) ? values.First() : null;
        return GrpcFrame.Read(body, parser, encoding)
            ?? throw new RpcException(
                new Status(StatusCode.Internal, "Failed to deserialize response message."));
    }
}

/// <param name="RoutingParameter">Tells Google's front end whom the call concerns: <c>topic=…</c>,
/// escaped.</param>
/// <param name="Deadline">In UTC; null for none.</param>
/// <param name="Compress">Sends the request with gzip.</param>
/// <param name="CancellationToken">The caller's.</param>
internal sealed record GrpcCall(
    string RoutingParameter, DateTime? Deadline, bool Compress, CancellationToken CancellationToken);
