using System.Net.Sockets;
using System.Text;

namespace Shop.EndToEnd.Hostile;

/// <summary>Sends bytes and reads bytes: no HTTP client would send any of these.</summary>
internal static class Wire
{
    // Longer than the API takes for anything that is asked of it here, so it only turns a hang into a failure.
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(40);

    /// <returns>All that came back until the server closed the connection; empty where it only did that.</returns>
    /// <exception cref="TimeoutException">The connection was still open at the deadline.</exception>
    public static async Task<string> AskAsync(Uri server, HostileRequest request)
    {
        using var deadline = new CancellationTokenSource(_deadline);
        using var answer = new MemoryStream();
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(server.Host, server.Port, deadline.Token);
            await using var stream = new NetworkStream(socket);
            // Read while it is written: a server may answer, and close, in the middle of a request.
            var writing = WriteAsync(socket, stream, request, deadline.Token);
            await stream.CopyToAsync(answer, deadline.Token);
            await writing;
            // No connection lingers: twenty thousand of them would use up the ports.
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Not answered within {_deadline.TotalSeconds} s, but: {Text(answer)}");
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            // Reset; what came before that counts.
        }
        return Text(answer);
    }

    private static async Task WriteAsync(Socket socket, NetworkStream stream, HostileRequest request, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(request.Bytes, cancellationToken);
        if (request.EndsEarly)
        {
            socket.Shutdown(SocketShutdown.Send);
        }
    }

    private static string Text(MemoryStream answer) => Encoding.Latin1.GetString(answer.ToArray());
}
