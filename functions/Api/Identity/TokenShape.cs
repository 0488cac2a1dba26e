using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Shop.Api.Identity;

/// <summary>
/// Judges a token by its looks, before its signature is verified: what passes has the algorithm and the kinds of claims
/// that are asked for, so that trouble in verifying it is the issuer's and not the token's.
/// </summary>
internal static class TokenShape
{
    /// <summary>Longer ones are not looked at; Google's have about 1,200 characters.</summary>
    private const int LengthMax = 8 * 1024;

    private const string NoToken = "The token is not a signed JSON Web Token.";

    // Decoders differ in what else they pass over: one that skips a space says that all is well, and the next one throws.
    private static readonly SearchValues<char> _base64Url =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    // The last second that a date can hold.
    private static readonly long _secondsMax = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    // Readers differ in which of two they take.
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    /// <returns>A sentence where the token cannot be one that is believed; null otherwise.</returns>
    public static string? Fault(string token, string algorithm)
    {
        if (token.Length > LengthMax)
        {
            return $"A token has at most {LengthMax} characters.";
        }
        var parts = token.Split('.');
        if (parts.Length != 3 || Array.Exists(parts, part => part.Length == 0 || part.AsSpan().ContainsAnyExcept(_base64Url)))
        {
            return NoToken;
        }
        try
        {
            using var header = JsonDocument.Parse(WebEncoders.Base64UrlDecode(parts[0]), _strict);
            using var claims = JsonDocument.Parse(WebEncoders.Base64UrlDecode(parts[1]), _strict);
            WebEncoders.Base64UrlDecode(parts[2]);
            return HeaderFault(header.RootElement, algorithm) ?? ClaimsFault(claims.RootElement);
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            return NoToken;
        }
    }

    // A list under "crit" names extensions that a reader must refuse unless it knows them (RFC 7515, section 4.1.11).
    private static string? HeaderFault(JsonElement header, string algorithm) =>
        header.ValueKind != JsonValueKind.Object || !header.TryGetProperty("alg", out var used) ? NoToken
        : header.EnumerateObject().Any(member => member.Value.ValueKind != JsonValueKind.String)
            ? "The token's header holds what is not understood here."
        : used.ValueEquals(algorithm) ? null
        : $"Tokens must be signed with {algorithm}.";

    private static string? ClaimsFault(JsonElement claims)
    {
        if (claims.ValueKind != JsonValueKind.Object)
        {
            return NoToken;
        }
        foreach (var claim in claims.EnumerateObject())
        {
            var fits = claim.Name switch
            {
                "iss" or "sub" => claim.Value.ValueKind == JsonValueKind.String,
                "aud" => claim.Value.ValueKind == JsonValueKind.String || (claim.Value.ValueKind == JsonValueKind.Array
                    && claim.Value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String)),
                "exp" or "iat" or "nbf" => claim.Value.ValueKind == JsonValueKind.Number
                    && claim.Value.TryGetInt64(out var seconds) && seconds >= 0 && seconds <= _secondsMax,
                // No claim that is looked at; its kind could still be one that the library does not expect.
                "jti" or "typ" => claim.Value.ValueKind == JsonValueKind.String,
                _ => true,
            };
            if (!fits)
            {
                return "A claim of the token is not of its kind.";
            }
        }
        return null;
    }
}
