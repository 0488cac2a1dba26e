using System.Net;
using System.Net.Sockets;

namespace Shop.Notifications.Targets;

/// <summary>Port: the addresses of a name.</summary>
public interface IAddressResolver
{
    /// <exception cref="SocketException">The name has none, or nobody could be asked.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}

/// <summary>The resolver of the machine.</summary>
public sealed class SystemResolver : IAddressResolver
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(
        string host, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(host, cancellationToken);
}

/// <summary>No address of the host may be called.</summary>
public sealed class ForbiddenTargetException(string message) : Exception(message);

/// <summary>
/// Connects to an address that was checked, and to no other. To check the name first and let somebody else
/// resolve it again would leave a gap: between the two, whoever owns the name can let it point elsewhere (DNS
/// rebinding).
/// </summary>
/// <param name="targets">Which addresses may be called.</param>
/// <param name="resolver">Asked once for each connection.</param>
/// <param name="connect">Opens a connection to exactly this address.</param>
/// <param name="clock">Bounds the time for one address.</param>
public sealed class CheckedConnector(
    WebhookTargets targets,
    IAddressResolver resolver,
    Func<IPEndPoint, CancellationToken, ValueTask<Stream>> connect,
    TimeProvider clock)
{
    /// <summary>
    /// Addresses of one host that are tried; more would not fit into the time for one call.
    /// </summary>
    public const int AddressesMax = 3;

    /// <summary>Time for one address, so that one which swallows packets leaves some for the next.</summary>
    public static TimeSpan AddressTimeout { get; } = TimeSpan.FromSeconds(3);

    /// <exception cref="ForbiddenTargetException">The host has addresses, and none may be called.</exception>
    /// <exception cref="SocketException">None could be reached.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint endpoint, CancellationToken cancellationToken)
    {
        var found = IPAddress.TryParse(endpoint.Host, out var literal)
            ? [literal]
            : await resolver.ResolveAsync(endpoint.Host, cancellationToken);
        var allowed = found.Where(address => targets.Refusal(address) is null)
            // Functions reach the Internet by IPv4 unless their network says otherwise.
            .OrderBy(address => address.AddressFamily == AddressFamily.InterNetwork ? 0 : 1)
            .Take(AddressesMax)
            .ToList();
        if (found.Count > 0 && allowed.Count == 0)
        {
            // The kind and not the address: who asked is not to learn how the inside of the network is
            // numbered.
            throw new ForbiddenTargetException(
                $"The callback URL leads to an address that must not be called: {targets.Refusal(found[0])}.");
        }
        Exception fault = new SocketException((int)SocketError.HostNotFound);
        foreach (var address in allowed)
        {
            using var limit = new CancellationTokenSource(AddressTimeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(
                limit.Token, cancellationToken);
            try
            {
                return await connect(new IPEndPoint(address, endpoint.Port), either.Token);
            }
            catch (SocketException refused)
            {
                fault = refused;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                fault = new SocketException((int)SocketError.TimedOut);
            }
        }
        throw fault;
    }

    /// <summary>The real way to an address.</summary>
    public static async ValueTask<Stream> ConnectBySocketAsync(
        IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(address, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
