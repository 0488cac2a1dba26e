using System.Globalization;
using System.Net.Http.Headers;
using Google.Apis.Download;
using Google.Apis.Http;
using Google.Apis.Services;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

/// <summary>
/// Notes what the headers tell of the object, and checks the bytes as they came from the network, before they
/// are unpacked, against the hash among those headers. Without such a hash there is nothing to check against.
/// </summary>
internal sealed class HashValidatingDownloader : MediaDownloader
{
    private readonly Object _metadata;
    private readonly DownloadValidationMode _mode;
    private Crc32c _hash;

    internal HashValidatingDownloader(Object metadata, IClientService service, DownloadValidationMode mode)
        : base(service)
    {
        _metadata = metadata;
        _mode = mode;
        ResponseStreamInterceptorProvider = CreateInterceptor;
    }

    protected override void OnResponseReceived(HttpResponseMessage response)
    {
        base.OnResponseReceived(response);
        var hashes = Hashes(response.Headers);
        _metadata.Generation = Number(response.Headers, "x-goog-generation");
        _metadata.Metageneration = Number(response.Headers, "x-goog-metageneration");
        _metadata.ETag = First(response.Headers, "etag");
        _metadata.Crc32c = hashes.GetValueOrDefault(Crc32c.HashName);
        _metadata.Md5Hash = hashes.GetValueOrDefault("md5");
        _metadata.ContentType = response.Content.Headers.ContentType?.ToString();
    }

    protected override void OnDownloadCompleted()
    {
        base.OnDownloadCompleted();
        if (_hash is null) return;

        var actual = Convert.ToBase64String(_hash.GetHash());
        if (actual != _metadata.Crc32c)
        {
            throw new IOException(
                $"Incorrect hash: expected '{_metadata.Crc32c}' (base64), was '{actual}' (base64)");
        }
    }

    private StreamInterceptor CreateInterceptor(HttpResponseMessage response)
    {
        var isChecked = _mode switch
        {
            DownloadValidationMode.Always => true,
            DownloadValidationMode.Never => false,
            DownloadValidationMode.Automatic => !IsUnpackedByServer(response),
        };
        _hash = isChecked && Hashes(response.Headers).ContainsKey(Crc32c.HashName) ? new Crc32c() : null;
        return _hash is null ? null : _hash.UpdateHash;
    }

    private static bool IsUnpackedByServer(HttpResponseMessage response) =>
        First(response.Headers, "x-goog-stored-content-encoding") == "gzip"
        && response.Content.Headers.ContentEncoding.FirstOrDefault() != "gzip";

    // Sent as one header for each hash or as one for all: x-goog-hash: crc32c=AAAAAA==,md5=...
    private static Dictionary<string, string> Hashes(HttpResponseHeaders headers)
    {
        var hashes = new Dictionary<string, string>();
        if (!headers.TryGetValues(Crc32c.HashHeaderName, out var values)) return hashes;

        foreach (var hash in values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries)))
        {
            if (hash.Split('=', 2) is [var name, var value]) hashes.TryAdd(name, value);
        }

        return hashes;
    }

    private static long? Number(HttpResponseHeaders headers, string name) =>
        long.TryParse(First(headers, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string First(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
