using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Shop.LocalCloud.PubSub;

/// <summary>
/// HTTP/1.1 and HTTP/2 without TLS on one port. Kestrel cannot: only TLS lets it ask which of the two it is.
/// But a connection that speaks HTTP/2 begins with <c>PRI</c>, which is no method of HTTP/1.1.
/// </summary>
internal static class OnePort
{
    private static ReadOnlySpan<byte> Http2Start => "PRI"u8;

    /// <summary>
    /// Listens on the port for both. Kestrel makes an HTTP/2 pipeline only for an endpoint, so a second one,
    /// on a port of its own that nobody need know, lends it.
    /// </summary>
    internal static void Listen(KestrelServerOptions kestrel, int port)
    {
        ConnectionDelegate? http2 = null;
        kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.Use(next => http2 = next);
        });
        kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => async connection =>
            {
                if (await BeginsAsHttp2Async(connection))
                {
                    await http2!(connection);
                    return;
                }
                await next(connection);
            });
        });
    }

    private static async Task<bool> BeginsAsHttp2Async(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var read = await input.ReadAsync(connection.ConnectionClosed);
            var buffer = read.Buffer;
            if (buffer.Length >= Http2Start.Length || read.IsCompleted)
            {
                var isHttp2 = StartsWith(buffer);
                // Neither consumed nor examined: whoever takes the connection over reads from its first byte.
                input.AdvanceTo(buffer.Start);
                return isHttp2;
            }
            input.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static bool StartsWith(ReadOnlySequence<byte> buffer) =>
        buffer.Length >= Http2Start.Length
        && buffer.Slice(0, Http2Start.Length).ToArray().AsSpan().SequenceEqual(Http2Start);
}
