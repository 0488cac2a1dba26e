using System.Text;
using Microsoft.Net.Http.Headers;

namespace Shop.LocalCloud.Storage.Http;

/// <summary>
/// Reads <c>multipart/related</c>: a JSON part, then the bytes. ASP.NET's reader will not do, because it
/// insists on CRLF, and gcloud and gsutil end their lines with a bare LF.
/// </summary>
internal sealed class RelatedBody(Stream body, string boundary)
{
    private const int HeaderBytesMax = 16 * 1024;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private byte[] _delimiter = [];

    public static RelatedBody Open(Stream body, string? contentType)
    {
        // The parameter is read by hand: apitools quotes it with ', which is not a quote to a header parser.
        var parameter = (contentType ?? "").Split(';', StringSplitOptions.TrimEntries)
            .FirstOrDefault(part => part.StartsWith("boundary=", StringComparison.OrdinalIgnoreCase));
        return parameter?["boundary=".Length..].Trim('"', '\'') is { Length: > 0 } boundary
            ? new RelatedBody(body, boundary)
            : throw RefusedRequestException.Invalid(
                "A multipart upload needs Content-Type: multipart/related.");
    }

    /// <summary>The first part. Must be read before the second.</summary>
    public async Task<byte[]> ReadMetadataAsync(CancellationToken cancellationToken)
    {
        var opening = await ReadLineAsync(cancellationToken);
        while (opening.TrimEnd('\r').Length == 0)
        {
            opening = await ReadLineAsync(cancellationToken);
        }
        if (opening.TrimEnd('\r', ' ') != "--" + boundary)
        {
            throw Malformed("it does not begin with its boundary");
        }
        _delimiter = Encoding.ASCII.GetBytes((opening.EndsWith('\r') ? "\r\n--" : "\n--") + boundary);
        await ReadHeadersAsync(cancellationToken);
        var metadata = new MemoryStream();
        await CopyPartAsync(
            (bytes, _) =>
            {
                metadata.Write(bytes.Span);
                return metadata.Length <= RequestBody.JsonBytesMax
                    ? Task.CompletedTask
                    : throw Malformed("its metadata is too long");
            },
            cancellationToken);
        return metadata.ToArray();
    }

    /// <summary>Passes on the second part's bytes as they come.</summary>
    /// <returns>The second part's Content-Type.</returns>
    public async Task<string?> ReadContentAsync(
        Func<ReadOnlyMemory<byte>, CancellationToken, Task> sink, CancellationToken cancellationToken)
    {
        await ReadLineAsync(cancellationToken);
        var headers = await ReadHeadersAsync(cancellationToken);
        await CopyPartAsync(sink, cancellationToken);
        while (await FillAsync(cancellationToken))
        {
            // What follows the last boundary means nothing, but the connection can only be kept when it is
            // read.
            _start = _end;
        }
        return headers.GetValueOrDefault(HeaderNames.ContentType);
    }

    private async Task CopyPartAsync(
        Func<ReadOnlyMemory<byte>, CancellationToken, Task> sink, CancellationToken cancellationToken)
    {
        while (true)
        {
            var waiting = _buffer.AsMemory(_start, _end - _start);
            var found = waiting.Span.IndexOf(_delimiter);
            var settled = found >= 0 ? found : Math.Max(0, waiting.Length - _delimiter.Length + 1);
            if (settled > 0)
            {
                await sink(waiting[..settled], cancellationToken);
                _start += settled;
            }
            if (found >= 0)
            {
                _start += _delimiter.Length;
                return;
            }
            if (!await FillAsync(cancellationToken))
            {
                throw Malformed("it ends before its boundary");
            }
        }
    }

    private async Task<Dictionary<string, string>> ReadHeadersAsync(CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string line;
        var bytes = 0;
        while ((line = (await ReadLineAsync(cancellationToken)).TrimEnd('\r')).Length > 0)
        {
            bytes += line.Length;
            if (bytes > HeaderBytesMax)
            {
                throw Malformed("the headers of a part are too long");
            }
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
            }
        }
        return headers;
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0)
        {
            if (_end - _start > HeaderBytesMax || !await FillAsync(cancellationToken))
            {
                throw Malformed("a line is missing or too long");
            }
        }
        var line = Encoding.UTF8.GetString(_buffer, _start, length);
        _start += length + 1;
        return line;
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        var read = await body.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }

    private static RefusedRequestException Malformed(string why) =>
        RefusedRequestException.Invalid($"Malformed multipart body: {why}.");
}
