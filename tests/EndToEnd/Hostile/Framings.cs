using System.Globalization;
using System.Text;

namespace Shop.EndToEnd.Hostile;

/// <summary>How a request says where its body ends, or lies about it.</summary>
internal enum Framing
{
    Exact,
    Longer,
    Shorter,
    NoNumber,
    Twice,
    Chunked,
    BrokenChunks,
    OpenChunks,
    ChunkedAndLength,
    OtherCoding,
}

internal static class Framings
{
    private static readonly string[] _noNumbers =
        ["-1", "+5", "0x10", "1e3", "99999999999999999999999", "5, 5", "5, 6", "", " ", "five", "5;", "\t5", "1_0"];

    private static readonly string[] _codings =
        ["gzip", "gzip, chunked", "chunked, chunked", "xchunked", "chunked;q=0", "Chunked", "identity", "chunk\u00e9d", ""];

    private static readonly string[] _brokenChunks =
    [
        "zz\r\nabc\r\n0\r\n\r\n", "-1\r\nabc\r\n0\r\n\r\n", "ffffffffffffffffff\r\nabc", "3\r\nabcd\r\n0\r\n\r\n",
        "3\nabc\n0\n\n", "3;a=\"\r\nabc\r\n0\r\n\r\n", "3\r\nabc\r\n0\r\nX-Trailer: \u0000\r\n\r\n",
        "0\r\nContent-Length: 5\r\n\r\n", "\r\n0\r\n\r\n", "0x3\r\nabc\r\n0\r\n\r\n", "3 \r\nabc\r\n0\r\n\r\n",
    ];

    private static readonly string[] _openChunks = ["7fffffff\r\nabc", "3\r\nabc\r\n", "3\r\na", "3", "3\r\nabc\r\n0\r\nX-Trai", ""];

    /// <returns>
    /// The header lines that announce the body, the body as it is sent, and whether the client then hangs up.
    /// </returns>
    public static (string Header, byte[] Body, bool EndsEarly) Apply(Framing framing, byte[] body, Random random) => framing switch
    {
        Framing.Exact => (Length(body.Length), body, false),
        Framing.Longer => (Length(body.Length + random.Next(1, 1_000_000)), body, true),
        Framing.Shorter => (Length(random.Next(body.Length + 1)), body, false),
        Framing.NoNumber => ($"Content-Length: {random.Any(_noNumbers)}\r\n", body, true),
        Framing.Twice => (Length(body.Length) + Length(random.Next(100)), body, true),
        Framing.Chunked => ("Transfer-Encoding: chunked\r\n", Chunks(body, random), false),
        Framing.BrokenChunks => ("Transfer-Encoding: chunked\r\n", Encoding.Latin1.GetBytes(random.Any(_brokenChunks)), false),
        Framing.OpenChunks => ("Transfer-Encoding: chunked\r\n", Encoding.Latin1.GetBytes(random.Any(_openChunks)), true),
        Framing.ChunkedAndLength =>
            (Length(random.Next(body.Length + 2)) + "Transfer-Encoding: chunked\r\n", Chunks(body, random), true),
        Framing.OtherCoding => ($"Transfer-Encoding: {random.Any(_codings)}\r\n", Chunks(body, random), true),
    };

    private static string Length(int bytes) => string.Create(CultureInfo.InvariantCulture, $"Content-Length: {bytes}\r\n");

    private static byte[] Chunks(byte[] body, Random random)
    {
        var chunks = new List<byte>();
        for (var at = 0; at < body.Length;)
        {
            // One byte at a time is legal too.
            var size = Math.Min(body.Length - at, random.Next(3) == 0 ? 1 : random.Next(1, 5_000));
            chunks.AddRange(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{size:x}\r\n")));
            chunks.AddRange(body.AsSpan(at, size));
            chunks.AddRange("\r\n"u8);
            at += size;
        }
        chunks.AddRange("0\r\n\r\n"u8);
        return [.. chunks];
    }
}
