using System.Diagnostics;
using System.Net;
using Shop.Notifications.Targets;

namespace Shop.Notifications.Webhooks;

/// <summary>How connections to receivers are made, and what of their answers is read.</summary>
public static class WebhookHttp
{
    /// <summary>Of an answer's headers.</summary>
    public const int HeaderKilobytesMax = 16;

    // Of an answer's body, and only to keep the connection; whoever sends more, or slower, is hung up on.
    private const int BodyBytesMax = 8 * 1024;

    private static readonly TimeSpan _bodyTimeout = TimeSpan.FromSeconds(1);

    // Names change their addresses; a function that is not called has no processor time to keep a connection
    // alive.
    private static readonly TimeSpan _connectionLife = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _connectionIdle = TimeSpan.FromSeconds(10);

    /// <summary>
    /// One for the process. Certificates are checked as usual: an invalid one is taken for a passing fault,
    /// since most have just expired, and is tried again until the notice itself is too old.
    /// </summary>
    public static HttpClient Create(CheckedConnector connector)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = (context, cancellationToken) =>
                connector.ConnectAsync(context.DnsEndPoint, cancellationToken),
            ConnectTimeout = WebhookClient.CallTimeout,
            AllowAutoRedirect = false,
            // A proxy would resolve the name again, and connect to what nobody has checked.
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = HeaderKilobytesMax,
            MaxResponseDrainSize = BodyBytesMax,
            ResponseDrainTimeout = _bodyTimeout,
            PooledConnectionLifetime = _connectionLife,
            PooledConnectionIdleTimeout = _connectionIdle,
            // The event carries the trace of its story; the inner spans of the function are nothing to a
            // stranger.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
