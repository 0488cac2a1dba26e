using System.Net;
using Shop.LocalCloud.Storage;

namespace Shop.LocalCloud.Page;

/// <summary>
/// Tells the page's own requests from those that another web site has a browser send to this machine.
/// </summary>
internal static class OwnPage
{
    /// <summary>
    /// A site can send no header of its own making without asking first, which nobody here says yes to.
    /// </summary>
    internal const string Header = "X-Local-Cloud-Page";

    /// <exception cref="RefusedRequestException">The request may come from another site.</exception>
    public static void CheckReading(HttpRequest request)
    {
        // A site may give its own name our address, and is of one origin with us then; but the name is its
        // own.
        var host = request.Host.Host.Trim('[', ']');
        var isOurs = host == "localhost"
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
        if (!isOurs)
        {
            throw Refused($"it was sent to '{host}'; open the page at 127.0.0.1 or localhost");
        }
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}")
        {
            throw Refused($"it was sent by a page of '{origin}'");
        }
    }

    /// <inheritdoc cref="CheckReading"/>
    public static void CheckChanging(HttpRequest request)
    {
        CheckReading(request);
        if (!request.Headers.ContainsKey(Header))
        {
            throw Refused($"it has no header {Header}; any value will do");
        }
    }

    private static RefusedRequestException Refused(string why) => new(
        StatusCodes.Status403Forbidden, "crossSite", $"This is for the page of the local cloud, but {why}.");
}
