using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Shop.Api.Console;

/// <summary>
/// A file of a page, embedded in the assembly. It is read when it is first asked for: most instances never serve one.
/// </summary>
/// <param name="name">Its name among the embedded files.</param>
/// <param name="contentType">Its media type.</param>
/// <param name="policy">The Content-Security-Policy that it is answered with; null for that of every answer.</param>
internal sealed class PageFile(string name, string contentType, string? policy = null)
{
    // As in every ETag of the API: 96 bits.
    private const int TagBytes = 12;

    private readonly Lazy<(byte[] Content, EntityTagHeaderValue Tag)> _file = new(() => Read(name));

    // The next deployment serves another file at the same address, so a browser keeps it and asks whether it still holds.
    public Task ServeAsync(HttpContext context)
    {
        var (content, tag) = _file.Value;
        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache";
        if (policy is not null)
        {
            headers.ContentSecurityPolicy = policy;
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
        }
        return TypedResults.Bytes(content, contentType, entityTag: tag).ExecuteAsync(context);
    }

    private static (byte[] Content, EntityTagHeaderValue Tag) Read(string name)
    {
        using var stream = typeof(PageFile).Assembly.GetManifestResourceStream("Console/" + name)
            ?? throw new InvalidOperationException($"The file {name} of the console is not embedded.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var hash = WebEncoders.Base64UrlEncode(SHA256.HashData(content).AsSpan(0, TagBytes));
        return (content, new EntityTagHeaderValue($"\"{hash}\""));
    }
}
