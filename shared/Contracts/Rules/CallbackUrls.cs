using System.Diagnostics.CodeAnalysis;

namespace Shop.Contracts.Rules;

/// <summary>
/// What an event may carry as a callback URL. Whether plain http is allowed, and to which addresses a call
/// may go, is for the caller to judge when it calls: that is configured, and names change their addresses.
/// </summary>
internal static class CallbackUrls
{
    public const string Form =
        "Must be an absolute http or https URL: 2048 printable ASCII characters at most, no spaces, no user.";

    public const string Pattern = "^https?://[!-~]+$";

    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? url)
    {
        url = null;
        return text.Length <= ContractLimits.CallbackUrlLengthMax
            && HasScheme(text)
            && text.All(character => character is >= '!' and <= '~')
            && Uri.TryCreate(text, UriKind.Absolute, out url)
            && url.UserInfo.Length == 0;
    }

    private static bool HasScheme(string text) =>
        text.StartsWith("https://", StringComparison.Ordinal)
        || text.StartsWith("http://", StringComparison.Ordinal);
}
