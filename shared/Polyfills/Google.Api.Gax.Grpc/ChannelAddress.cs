namespace Google.Api.Gax.Grpc;

internal static class ChannelAddress
{
    /// <summary>An endpoint as builders take it, with the scheme that its protection asks for.</summary>
    internal static Uri Parse(string endpoint, bool secure)
    {
        var hasScheme = endpoint.StartsWith("http:", StringComparison.Ordinal)
            || endpoint.StartsWith("https:", StringComparison.Ordinal);
        var uri = new Uri(hasScheme ? endpoint : $"{(secure ? "https" : "http")}://{endpoint}");
        GaxPreconditions.CheckState(
            secure == (uri.Scheme == Uri.UriSchemeHttps),
            "Channel is configured with {0} channel credentials and can't use a HttpClient "
            + "with a '{1}' scheme.",
            secure ? "secure" : "insecure", uri.Scheme);
        return uri;
    }
}
