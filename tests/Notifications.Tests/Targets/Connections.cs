using System.Net;
using System.Net.Sockets;
using Shop.Notifications.Targets;
using Shop.Testing;

namespace Shop.Notifications.Tests.Targets;

public sealed class Connections
{
    private readonly FakeClock _clock = new();
    private readonly List<string> _connected = [];

    [Fact]
    public async Task Name_IsResolvedOnceAndConnectedToTheAddressThatWasChecked()
    {
        // Public when it is checked, and inside the network ever after.
        var resolver = new ScriptedResolver(["93.184.216.34"], ["169.254.169.254"]);

        await Connector(resolver).ConnectAsync(new DnsEndPoint("rebind.example", 443), default);

        Assert.Equal(["93.184.216.34:443"], _connected);
        Assert.Equal(1, resolver.Asked);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("::1,127.0.0.1,fd20:ce::254")]
    public async Task NameWithoutAnAllowedAddress_IsForbidden(string addresses)
    {
        var connector = Connector(new ScriptedResolver(addresses.Split(',')));

        var fault = await Assert.ThrowsAsync<ForbiddenTargetException>(async () =>
            await connector.ConnectAsync(new DnsEndPoint("inside.example", 443), default));

        Assert.Empty(_connected);
        Assert.DoesNotContain(addresses.Split(',')[0], fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NameWithBothKindsOfAddress_IsConnectedToTheAllowedOnesOnly()
    {
        var connector = Connector(
            new ScriptedResolver(
                ["127.0.0.1", "2606:4700::1", "10.0.0.1", "93.184.216.34", "64:ff9b::a00:1"]), failing: 9);

        await Assert.ThrowsAsync<SocketException>(async () =>
            await connector.ConnectAsync(new DnsEndPoint("mixed.example", 443), default));

        Assert.Equal(["93.184.216.34:443", "[2606:4700::1]:443"], _connected);
    }

    [Fact]
    public async Task AddressThatRefuses_IsFollowedByTheNext()
    {
        await Connector(new ScriptedResolver(["93.184.216.34", "93.184.216.35"]), failing: 1)
            .ConnectAsync(new DnsEndPoint("two.example", 8443), default);

        Assert.Equal(["93.184.216.34:8443", "93.184.216.35:8443"], _connected);
    }

    [Fact]
    public async Task Addresses_AreTriedUpToALimit()
    {
        var many = Enumerable.Range(1, 50).Select(last => $"93.184.216.{last}").ToArray();
        var connector = Connector(new ScriptedResolver(many), failing: 50);

        await Assert.ThrowsAsync<SocketException>(async () =>
            await connector.ConnectAsync(new DnsEndPoint("many.example", 443), default));

        Assert.Equal(CheckedConnector.AddressesMax, _connected.Count);
    }

    [Fact]
    public async Task AddressThatSwallowsPackets_LeavesTimeForTheNext()
    {
        var tried = new TaskCompletionSource();
        var connector = new CheckedConnector(
            WebhookTargets.Public,
            new ScriptedResolver(["93.184.216.34", "93.184.216.35"]),
            async (address, cancellationToken) =>
            {
                _connected.Add(address.ToString());
                if (_connected.Count == 1)
                {
                    tried.SetResult();
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
                return Stream.Null;
            },
            _clock);
        var connecting = connector.ConnectAsync(new DnsEndPoint("slow.example", 443), default).AsTask();
        await tried.Task;

        _clock.Advance(CheckedConnector.AddressTimeout);

        Assert.Same(Stream.Null, await connecting);
        Assert.Equal(2, _connected.Count);
    }

    [Fact]
    public async Task CallerThatGivesUp_TriesNoFurtherAddress()
    {
        using var caller = new CancellationTokenSource();
        var connector = new CheckedConnector(
            WebhookTargets.Public,
            new ScriptedResolver(["93.184.216.34", "93.184.216.35"]),
            async (address, cancellationToken) =>
            {
                _connected.Add(address.ToString());
                await caller.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
                return Stream.Null;
            },
            _clock);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await connector.ConnectAsync(new DnsEndPoint("slow.example", 443), caller.Token));

        Assert.Single(_connected);
    }

    [Fact]
    public async Task NameWithoutAddresses_IsAPassingFault()
    {
        var connector = Connector(new ScriptedResolver(Array.Empty<string>()));

        var fault = await Assert.ThrowsAsync<SocketException>(async () =>
            await connector.ConnectAsync(new DnsEndPoint("nowhere.example", 443), default));

        Assert.Equal(SocketError.HostNotFound, fault.SocketErrorCode);
    }

    private CheckedConnector Connector(IAddressResolver resolver, int failing = 0) => new(
        WebhookTargets.Public,
        resolver,
        (address, _) =>
        {
            _connected.Add(address.ToString());
            return failing-- > 0
                ? throw new SocketException((int)SocketError.ConnectionRefused)
                : ValueTask.FromResult(Stream.Null);
        },
        _clock);
}
