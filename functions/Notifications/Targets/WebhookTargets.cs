using System.Net;
using Shop.Eventing;

namespace Shop.Notifications.Targets;

/// <summary>
/// Where webhooks may go. Any port is allowed, since https is required: a server that does not speak TLS,
/// under a certificate valid for the host of the URL, never gets to see a byte of the request.
/// </summary>
public sealed class WebhookTargets
{
    /// <summary>Name of the environment variable.</summary>
    public const string Variable = "WEBHOOK_TARGETS";

    private readonly bool _any;

    private WebhookTargets(bool any) => _any = any;

    /// <summary>https to public addresses only.</summary>
    public static WebhookTargets Public { get; } = new(any: false);

    /// <summary>Also plain http, and every address: to try things out on one machine.</summary>
    public static WebhookTargets Any { get; } = new(any: true);

    public static WebhookTargets Read(Settings settings)
    {
        switch (settings.Optional(Variable))
        {
            case null or "public":
                return Public;
            case "any" when settings.Optional("K_SERVICE") is null:
                return Any;
            case "any":
                settings.Fault(
                    $"{Variable} is 'any', which would let customers call into the project's network; "
                    + "deployed it must be 'public', or not set");
                return Public;
            case { } other:
                settings.Fault($"{Variable} is '{other}'; it must be 'public', or 'any' for local use");
                return Public;
        }
    }

    /// <returns>
    /// Why the URL must not be called, whatever its host turns out to be; null where it may.
    /// </returns>
    public string? Refusal(Uri url) =>
        url.UserInfo.Length > 0 ? "The callback URL holds a user name or password, which are not sent."
        : url.Port == 0 ? "The callback URL names port 0, which no server can have."
        : url.Scheme != Uri.UriSchemeHttps && !_any ? "The callback URL is not https."
        : url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp
            ? "The callback URL is neither https nor http."
        : null;

    /// <returns>What kind of address it is that must not be called; null where it may.</returns>
    public string? Refusal(IPAddress address) => _any ? null : AddressGuard.Refusal(address);
}
