using System.Net;
using System.Net.Sockets;

namespace Shop.EndToEnd.Outages;

/// <summary>What a link does to connections while it is broken.</summary>
public enum Breakage
{
    /// <summary>Those that are there are reset, and no new one is accepted.</summary>
    Refuses,

    /// <summary>Those that are there are reset, and so is each new one as soon as it is accepted.</summary>
    Resets,

    /// <summary>
    /// They stay, and nothing comes through. When the link is whole again all goes on its way, however late: also what
    /// its sender has given up meanwhile.
    /// </summary>
    Hangs,
}

/// <summary>A TCP connection to a server that a test can break and mend, while neither end knows of it.</summary>
internal sealed class BreakableLink : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly int _target;
    private readonly int _port;
    private readonly HashSet<Socket> _sockets = [];
    private Socket? _listener;
    private Breakage? _breakage;
    private TaskCompletionSource _whole = Completed();

    /// <param name="target">Host and port of the server.</param>
    public BreakableLink(string target)
    {
        _target = new Uri("http://" + target).Port;
        _port = Listen(port: 0);
    }

    /// <summary>Host and port to connect to instead of the server.</summary>
    public string Host => $"127.0.0.1:{_port}";

    public void Break(Breakage breakage)
    {
        lock (_gate)
        {
            _breakage = breakage;
            _whole = breakage == Breakage.Hangs ? new(TaskCreationOptions.RunContinuationsAsynchronously) : Completed();
            if (breakage == Breakage.Hangs)
            {
                return;
            }
            foreach (var socket in _sockets)
            {
                Reset(socket);
            }
            if (breakage == Breakage.Refuses)
            {
                _listener?.Dispose();
                _listener = null;
            }
        }
    }

    public void Mend()
    {
        lock (_gate)
        {
            _breakage = null;
            _whole.TrySetResult();
            if (_listener is null)
            {
                Listen(_port);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        Break(Breakage.Refuses);
        return ValueTask.CompletedTask;
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        completed.SetResult();
        return completed;
    }

    private int Listen(int port)
    {
        var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen();
        _listener = listener;
        _ = AcceptAsync(listener);
        return ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            Socket near;
            try
            {
                near = await listener.AcceptAsync();
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException)
            {
                return;
            }
            _ = ServeAsync(near);
        }
    }

    private async Task ServeAsync(Socket near)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var _ = near;
        near.NoDelay = true;
        try
        {
            if (!Enter(near, far))
            {
                return;
            }
            await WholeAsync();
            await far.ConnectAsync(IPAddress.Loopback, _target);
            Task[] pumps = [PumpAsync(near, far), PumpAsync(far, near)];
            await await Task.WhenAny(pumps);
            await Task.WhenAll(pumps);
        }
        catch (Exception end) when (end is SocketException or IOException or ObjectDisposedException)
        {
            // One end is gone, or was made to be; the other learns of it in the same way.
            Reset(near);
            Reset(far);
        }
        finally
        {
            lock (_gate)
            {
                _sockets.Remove(near);
                _sockets.Remove(far);
            }
        }
    }

    private bool Enter(Socket near, Socket far)
    {
        lock (_gate)
        {
            if (_breakage is Breakage.Refuses or Breakage.Resets)
            {
                Reset(near);
                return false;
            }
            return _sockets.Add(near) && _sockets.Add(far);
        }
    }

    private Task WholeAsync()
    {
        lock (_gate)
        {
            return _whole.Task;
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReceiveAsync(buffer)) > 0)
        {
            await WholeAsync();
            for (var sent = 0; sent < read;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, read - sent));
            }
        }
        await WholeAsync();
        to.Shutdown(SocketShutdown.Send);
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }
        socket.Dispose();
    }
}
