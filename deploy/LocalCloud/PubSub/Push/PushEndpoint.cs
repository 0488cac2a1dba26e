using System.Diagnostics.CodeAnalysis;
using Shop.LocalCloud.Hosting;

namespace Shop.LocalCloud.PubSub.Push;

/// <summary>
/// Where a subscription pushes to: a URL, or a function of the suite by name. A function's port may change
/// with each start, so its address is asked for at each attempt.
/// </summary>
internal static class PushEndpoint
{
    /// <summary>In front of the name of a function.</summary>
    internal const string FunctionScheme = "function:";

    internal static bool IsValid(string endpoint) =>
        FunctionOf(endpoint) is { } function ? function.Length > 0 : IsUrl(endpoint, out _);

    /// <returns>Null where the endpoint is a URL.</returns>
    internal static string? FunctionOf(string endpoint) =>
        endpoint.StartsWith(FunctionScheme, StringComparison.Ordinal)
            ? endpoint[FunctionScheme.Length..] : null;

    /// <returns>Null while the function is not running.</returns>
    internal static Uri? Find(string endpoint, FunctionAddresses addresses)
    {
        if (FunctionOf(endpoint) is { } function)
        {
            return addresses.Find(function);
        }
        return IsUrl(endpoint, out var url) ? url : null;
    }

    private static bool IsUrl(string endpoint, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && url.UserInfo.Length == 0;
}
