using System.Net;
using System.Net.Sockets;
using Shop.LocalCloud.Hosting;

namespace Shop.LocalCloud.Tests.Hosting;

public class LoopbackPortsTests
{
    [Fact]
    public void PortInUse_IsReplacedByAFreeOne()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var used = ((IPEndPoint)listener.LocalEndpoint).Port;

        var taken = new LoopbackPorts().Take(used);

        Assert.NotEqual(used, taken);
        Assert.False(LoopbackPorts.IsFree(used));
        Assert.True(LoopbackPorts.IsFree(taken));
    }

    [Fact]
    public void PortTakenOnce_IsGivenOutAgainOnlyWhenReturned()
    {
        var ports = new LoopbackPorts();
        var first = ports.Take(0);

        Assert.NotEqual(first, ports.Take(first));
        ports.Return(first);
        Assert.Equal(first, ports.Take(first));
    }

    [Fact]
    public void ReservedPort_IsNotGivenOut()
    {
        var ports = new LoopbackPorts();
        var wanted = new LoopbackPorts().Take(0);
        ports.Reserve(wanted);

        Assert.NotEqual(wanted, ports.Take(wanted));
    }
}
