using System.Globalization;
using System.Text;

namespace Shop.EndToEnd.Hostile;

/// <summary>A request while it is being made worse. Text becomes bytes one to one, so that it can hold any byte.</summary>
internal sealed class Draft
{
    public required string Method { get; set; }

    public required string Target { get; set; }

    public string Version { get; set; } = "HTTP/1.1";

    public List<(string Name, string Value)> Headers { get; } = [];

    public byte[] Body { get; set; } = [];

    /// <summary>How the end of the body is told; writes the header for it and the body.</summary>
    public Framing Framing { get; set; } = Framing.Exact;

    /// <summary>Sent as it is, instead of all else.</summary>
    public byte[]? Raw { get; set; }

    public HostileRequest Finish(Random random)
    {
        if (Raw is not null)
        {
            return new HostileRequest(Raw, EndsEarly: true);
        }
        // The connection's end comes first: whatever a header does to those after it, nobody waits for another request.
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Method} {Target} {Version}\r\n")
            .Append("Connection: close\r\nHost: shop.example\r\n");
        foreach (var (name, value) in Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }
        var (header, body, endsEarly) = Framings.Apply(Framing, Body, random);
        head.Append(header).Append("\r\n");
        return new HostileRequest([.. Encoding.Latin1.GetBytes(head.ToString()), .. body], endsEarly);
    }
}

/// <summary>A request as it goes over the wire.</summary>
/// <param name="Bytes">All of it.</param>
/// <param name="EndsEarly">
/// Whether the client says after them that no more will come: what it has announced is missing, and to wait for it would
/// be to wait for nothing. Who hangs up so is owed no answer.
/// </param>
internal sealed record HostileRequest(byte[] Bytes, bool EndsEarly)
{
    // A server that has seen enough closes without reading the rest, and its answer may be lost on the way.
    private const int SmallBytesMax = 16 * 1024;

    private const int ShownMax = 4_000;

    /// <summary>Whether there must be an answer.</summary>
    public bool IsOwedAnAnswer => !EndsEarly && Bytes.Length <= SmallBytesMax;

    /// <summary>
    /// Whether it begins as a request of another version of HTTP. That is answered 505, which is no fault of the server's,
    /// though its number looks like one.
    /// </summary>
    public bool IsOfAnotherVersion =>
        !Encoding.Latin1.GetString(Bytes).Split('\n')[0].AsSpan().EndsWith(" HTTP/1.1\r", StringComparison.Ordinal);

    /// <summary>For a person: one line, whatever it holds.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var one in Bytes.Take(ShownMax))
        {
            _ = one switch
            {
                (byte)'\r' => text.Append("\\r"),
                (byte)'\n' => text.Append("\\n"),
                >= 0x20 and < 0x7f => text.Append((char)one),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\x{one:x2}"),
            };
        }
        return Bytes.Length > ShownMax ? $"{text}… ({Bytes.Length} bytes)" : text.ToString();
    }
}
