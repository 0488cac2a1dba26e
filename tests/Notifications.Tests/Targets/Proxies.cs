using System.Net;
using Shop.Notifications.Tests.Hosting;

namespace Shop.Notifications.Tests.Targets;

public sealed class Proxies
{
    [Fact]
    public async Task ProxyOfTheMachine_IsNotUsed()
    {
        const string host = "behind-a-proxy.example";
        await using var proxy = await Receiver.StartAsync(200);
        await using var receiver = await Receiver.StartAsync(200);
        // For the whole process, as a machine's would be; but it stands in the way to this one host alone.
        HttpClient.DefaultProxy = new ProxyFor(host, proxy.Url);
        await using var server = await NotificationsServer.StartAsync(new ScriptedResolver(["127.0.0.1"]));
        var url = new UriBuilder(receiver.Url) { Host = host }.Uri;

        Assert.Equal(200, await server.ConfirmAsync(url));

        Assert.Single(receiver.Calls);
        Assert.Empty(proxy.Calls);
        using var ordinary = new HttpClient();
        await ordinary.GetAsync(url);
        Assert.Single(proxy.Calls);
    }

    private sealed class ProxyFor(string host, Uri proxy) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => proxy;

        public bool IsBypassed(Uri host1) => host1.Host != host;
    }
}
