using Microsoft.AspNetCore.Http;

namespace Shop.DeadLetters;

/// <summary>Reads a request whole, as a message is judged and kept whole.</summary>
internal static class RequestBody
{
    /// <summary>
    /// The largest message that Pub/Sub takes has 10 MB: a third more in base64, and the rest for 100 attributes in
    /// JSON with every character escaped.
    /// </summary>
    public const int BytesMax = 15_000_000;

    private const int BufferBytes = 64 * 1024;

    /// <returns>Null where it is larger than any push.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > BytesMax)
        {
            return null;
        }
        // What the client claims of the length is believed only as far as bytes follow.
        using var body = new MemoryStream();
        var buffer = new byte[BufferBytes];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (body.Length + read > BytesMax)
            {
                return null;
            }
            body.Write(buffer, 0, read);
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
