using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Shop.Api.Http;

/// <summary>What a request prefers (RFC 7240). What is not understood there is passed over, as the RFC asks.</summary>
/// <param name="WaitSeconds">How long the caller would rather wait for the outcome; null for not at all.</param>
/// <param name="RespondAsync">Whether the caller would rather not wait.</param>
internal readonly record struct Preferences(int? WaitSeconds, bool RespondAsync)
{
    /// <summary>Below the timeouts of the proxies between here and a caller.</summary>
    public const int WaitSecondsMax = 30;

    public const string AppliedHeader = "Preference-Applied";

    private const int PreferencesMax = 20;

    public static Preferences Of(HttpRequest request)
    {
        int? wait = null;
        var respondAsync = false;
        var preferences = request.Headers.GetCommaSeparatedValues("Prefer");
        foreach (var preference in preferences.Take(PreferencesMax))
        {
            // Parameters after a semicolon refine preferences that are not known here.
            var parts = preference.Split(';', 2)[0].Split('=', 2, StringSplitOptions.TrimEntries);
            // The first of several counts.
            if (parts is [var name, var value] && wait is null && name.Equals("wait", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(value.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                wait = Math.Min(seconds, WaitSecondsMax);
            }
            respondAsync |= parts is [var flag] && flag.Equals("respond-async", StringComparison.OrdinalIgnoreCase);
        }
        return new Preferences(wait is 0 ? null : wait, respondAsync);
    }

    /// <summary>Says which preferences the answer follows.</summary>
    public void Announce(HttpResponse response)
    {
        var applied = string.Join(", ", ((string?[])
        [
            RespondAsync ? "respond-async" : null,
            WaitSeconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"wait={seconds}") : null,
        ]).OfType<string>());
        if (applied.Length > 0)
        {
            response.Headers[AppliedHeader] = applied;
        }
    }
}
