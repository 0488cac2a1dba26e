using System.Net;
using System.Net.Sockets;

namespace Shop.LocalCloud.Hosting;

/// <summary>Gives each function a port of this machine that nobody uses.</summary>
internal sealed class LoopbackPorts
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _given = [];

    /// <summary>Keeps a port that is used later, or by somebody else here, from being given away.</summary>
    public void Reserve(int port)
    {
        lock (_gate)
        {
            _given.Add(port);
        }
    }

    /// <param name="preferred">0 where none is.</param>
    /// <returns>The preferred port where it is free, else any free one.</returns>
    public int Take(int preferred)
    {
        lock (_gate)
        {
            if (preferred != 0 && !_given.Contains(preferred) && IsFree(preferred))
            {
                _given.Add(preferred);
                return preferred;
            }
            int port;
            do
            {
                port = AnyFree();
            }
            while (!_given.Add(port));
            return port;
        }
    }

    /// <summary>Forgets a port that its function no longer listens on.</summary>
    public void Return(int port)
    {
        lock (_gate)
        {
            _given.Remove(port);
        }
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int AnyFree()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
