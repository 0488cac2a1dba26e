using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace Shop.LocalCloud.Storage.Http;

/// <summary>
/// The path as the client sent it, cut at its slashes and then decoded. The server's own path will not do: it
/// has dot segments removed, so that objects called <c>..</c> or <c>a/../b</c> would be others.
/// </summary>
internal static class RequestTarget
{
    /// <returns>Without the empty first one: <c>/storage/v1/b</c> gives three.</returns>
    public static string[] Segments(HttpContext context)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var query = raw.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? raw : raw[..query];
        if (!path.StartsWith('/'))
        {
            // Proxies are sent the absolute form.
            path = Uri.TryCreate(path, UriKind.Absolute, out _)
                ? "/" + path.Split('/', 4).ElementAtOrDefault(3)
                : "/";
        }
        return [.. path[1..].Split('/').Select(Uri.UnescapeDataString)];
    }

    /// <summary>Address of this service as the client sees it.</summary>
    public static string Origin(this HttpRequest request) => $"{request.Scheme}://{request.Host}";

    public static string? Text(this IQueryCollection query, string name) =>
        query.TryGetValue(name, out var values) && values.Count > 0 && values[0] is { Length: > 0 } value
            ? value
            : null;

    public static long? Number(this IQueryCollection query, string name) => query.Text(name) switch
    {
        null => null,
        var text when long.TryParse(
            text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            => value,
        var text => throw RefusedRequestException.Invalid($"Invalid value for parameter {name}: '{text}'"),
    };

    public static bool Flag(this IQueryCollection query, string name) =>
        string.Equals(query.Text(name), "true", StringComparison.OrdinalIgnoreCase);
}
