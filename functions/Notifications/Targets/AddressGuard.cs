using System.Net;
using System.Net.Sockets;

namespace Shop.Notifications.Targets;

/// <summary>
/// Which addresses a webhook may be sent to: those that are public on the Internet. Whoever places an order
/// chooses the URL; without this the function would call, in their name, what only the inside of the network
/// can reach. Sources: the special-purpose address registries of IANA (RFC 6890), and the metadata servers of
/// the clouds.
/// </summary>
public static class AddressGuard
{
    private const string Disguise = "an IPv4 address in disguise";

    private static readonly (IPNetwork Network, string Kind)[] _refusedIPv4 =
    [
        .. Of("unspecified", "0.0.0.0/8"),
        .. Of("private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
        .. Of("shared by carriers (CGNAT)", "100.64.0.0/10"),
        .. Of("loopback", "127.0.0.0/8"),
        // Also the metadata server of Google Cloud and of most others.
        .. Of("link-local", "169.254.0.0/16"),
        .. Of("a metadata server", "168.63.129.16/32"),
        .. Of("reserved for protocols", "192.0.0.0/24", "192.88.99.0/24"),
        .. Of("reserved for documentation", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"),
        .. Of("reserved for benchmarks", "198.18.0.0/15"),
        .. Of("multicast", "224.0.0.0/4"),
        .. Of("reserved or broadcast", "240.0.0.0/4"),
    ];

    // Only 2000::/3 is routed on the Internet. What is refused outside of it has a name where a person might
    // ask why.
    private static readonly IPNetwork _globalIPv6 = IPNetwork.Parse("2000::/3");

    private static readonly (IPNetwork Network, string Kind)[] _refusedIPv6 =
    [
        .. Of("unspecified", "::/128"),
        .. Of("loopback", "::1/128"),
        .. Of(Disguise, "::ffff:0:0:0/96", "::/96"),
        .. Of("an IPv4 address behind a translator (NAT64)", "64:ff9b::/96", "64:ff9b:1::/48"),
        .. Of("an IPv4 address in a tunnel (6to4, Teredo)", "2002::/16", "2001::/32"),
        .. Of("private", "fc00::/7"),
        .. Of("link-local", "fe80::/10"),
        .. Of("site-local", "fec0::/10"),
        .. Of("multicast", "ff00::/8"),
        .. Of("reserved for documentation", "2001:db8::/32", "3fff::/20"),
        // Benchmarks, overlay identifiers and other things that no server answers at.
        .. Of("reserved for protocols", "2001::/23"),
        .. Of("no longer in use", "3ffe::/16"),
    ];

    /// <returns>
    /// What kind of address it is, as the end of a sentence; null for one that may be called.
    /// </returns>
    public static string? Refusal(IPAddress address)
    {
        // Not by a range: IPNetwork takes the IPv4 part of such an address for the beginning of an IPv6 one,
        // so that 2000::/3 holds ::ffff:10.0.0.1 and ::ffff:0:0/96 does not (seen in .NET 10.0.12).
        if (address.IsIPv4MappedToIPv6)
        {
            return Disguise;
        }
        var refused = address.AddressFamily == AddressFamily.InterNetwork ? _refusedIPv4 : _refusedIPv6;
        // The zone of a link-local address is not part of the address; IPNetwork compares bits.
        var found = refused.FirstOrDefault(range => range.Network.Contains(address)).Kind;
        return found
            ?? (address.AddressFamily == AddressFamily.InterNetwork || _globalIPv6.Contains(address)
                ? null
                : "not in use on the Internet");
    }

    private static IEnumerable<(IPNetwork, string)> Of(string kind, params string[] networks) =>
        networks.Select(network => (IPNetwork.Parse(network), kind));
}
