using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using Microsoft.Net.Http.Headers;
using Shop.LocalCloud.Storage.Disk;

namespace Shop.LocalCloud.Storage.Http;

/// <summary>The bytes of objects, by the JSON API and by <c>/bucket/object</c>.</summary>
internal sealed class DownloadEndpoints(ObjectStore store)
{
    // An object that is replaced between look-up and opening is looked up again; so often in a row is no
    // accident.
    private const int AttemptsMax = 10;

    private const int CopyBytes = 128 * 1024;

    public async Task GetPlainAsync(HttpContext context, string bucket, string name)
    {
        try
        {
            await GetAsync(context, bucket, name);
        }
        catch (RefusedRequestException refusal) when (!context.Response.HasStarted)
        {
            await Answers.WritePlainErrorAsync(context, refusal);
        }
    }

    public async Task GetXmlAsync(HttpContext context, string bucket, string name)
    {
        try
        {
            await GetAsync(context, bucket, name);
        }
        catch (RefusedRequestException refusal) when (!context.Response.HasStarted)
        {
            await Answers.WriteXmlErrorAsync(context, refusal);
        }
    }

    private async Task GetAsync(HttpContext context, string bucket, string name)
    {
        var (found, content) = Open(bucket, name, context.Request.Query.Number("generation"));
        await using (content)
        {
            WriteHeaders(context.Response, found);
            if (!Preconditions.Read(context.Request.Query).CheckRead(found)
                || EntityTag.IsKnownTo(context.Request, found))
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
            if (MayUnzip(found.Settings))
            {
                // A cache that keeps the one form must not give it to those who asked for the other.
                context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
                if (!AcceptsGzip(context.Request))
                {
                    await WriteUnzippedAsync(context, content);
                    return;
                }
            }
            await WriteRangeAsync(context, found, content);
        }
    }

    private (StoredObject Found, FileStream Content) Open(string bucket, string name, long? generation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var found = store.Get(bucket, name, generation);
            try
            {
                return (found, store.OpenContent(found));
            }
            catch (FileNotFoundException) when (attempt < AttemptsMax)
            {
                // Replaced or deleted meanwhile.
            }
        }
    }

    private static async Task WriteRangeAsync(HttpContext context, StoredObject found, FileStream content)
    {
        var response = context.Response;
        var (start, length) = (0L, found.Size);
        if (Range(context.Request) is { } range)
        {
            start = range.From ?? Math.Max(0, found.Size - range.To!.Value);
            var end = range.From is null
                ? found.Size - 1 : Math.Min(range.To ?? long.MaxValue, found.Size - 1);
            if (start > end)
            {
                response.Headers.ContentRange = $"bytes */{found.Size}";
                throw new RefusedRequestException(
                    416, "requestedRangeNotSatisfiable", "Request range not satisfiable");
            }
            length = end - start + 1;
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {start}-{end}/{found.Size}";
        }
        response.ContentLength = length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            content.Position = start;
            await CopyAsync(content, response.Body, length, context.RequestAborted);
        }
    }

    // Several ranges at once are answered with the whole, as HTTP allows.
    private static RangeItemHeaderValue? Range(HttpRequest request) =>
        RangeHeaderValue.TryParse(request.Headers.Range.ToString(), out var header)
        && header.Unit == "bytes" && header.Ranges.Count == 1
            ? header.Ranges.Single()
            : null;

    private static async Task CopyAsync(
        FileStream source, Stream target, long length, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(CopyBytes);
        try
        {
            while (length > 0)
            {
                var read = await source.ReadAsync(
                    buffer.AsMemory(0, (int)Math.Min(length, buffer.Length)), cancellationToken);
                if (read == 0)
                {
                    throw new EndOfStreamException($"{source.Name} is shorter than its metadata says.");
                }
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                length -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Google's decompressive transcoding, for clients that do not accept what is stored.</summary>
    private static async Task WriteUnzippedAsync(HttpContext context, FileStream content)
    {
        context.Response.Headers.Remove(HeaderNames.ContentEncoding);
        context.Response.Headers.Warning = "214 UploadServer gunzipped";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await using var plain = new GZipStream(content, CompressionMode.Decompress);
            await plain.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }

    private static bool MayUnzip(ObjectSettings settings) =>
        settings.ContentEncoding == "gzip"
        && settings.CacheControl?.Contains("no-transform", StringComparison.OrdinalIgnoreCase) != true;

    private static bool AcceptsGzip(HttpRequest request) =>
        request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);

    private static void WriteHeaders(HttpResponse response, StoredObject found)
    {
        var headers = response.Headers;
        var settings = found.Settings;
        response.ContentType = settings.ContentType;
        headers.CacheControl = settings.CacheControl ?? "no-cache, no-store, max-age=0, must-revalidate";
        headers.ContentDisposition = settings.ContentDisposition;
        headers.ContentEncoding = settings.ContentEncoding;
        headers.ContentLanguage = settings.ContentLanguage;
        headers.ETag = EntityTag.Of(found);
        headers.LastModified = found.Updated.ToString("R", CultureInfo.InvariantCulture);
        headers.AcceptRanges = "bytes";
        headers["x-goog-generation"] = found.Generation.ToString(CultureInfo.InvariantCulture);
        headers["x-goog-metageneration"] = found.Metageneration.ToString(CultureInfo.InvariantCulture);
        headers["x-goog-hash"] = found.Md5 is null
            ? $"crc32c={found.Crc32c}" : $"crc32c={found.Crc32c},md5={found.Md5}";
        headers["x-goog-storage-class"] = settings.StorageClass ?? "STANDARD";
        headers["x-goog-stored-content-length"] = found.Size.ToString(CultureInfo.InvariantCulture);
        headers["x-goog-stored-content-encoding"] = settings.ContentEncoding ?? "identity";
        foreach (var (key, value) in settings.Metadata ?? new Dictionary<string, string>())
        {
            if (IsHeaderText(key) && IsHeaderText(value))
            {
                headers["x-goog-meta-" + key] = value;
            }
        }
    }

    // Metadata may hold what no header can.
    private static bool IsHeaderText(string text) =>
        text.All(c => c is > ' ' and <= '~' or ' ') && text.Length > 0;
}
