using System.Text.Json;
using Google.Apis.Auth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Shop.Contracts;

namespace Shop.Api.Identity;

/// <summary>
/// Verifies ID tokens with Google's library, and around it what the library leaves open: it lets a token choose between
/// two algorithms, accepts one that is made out to nobody, ignores <c>nbf</c>, and sees no new key for an hour.
/// </summary>
internal sealed class TokenVerifier(ApiOptions options, TimeProvider clock, ILogger<TokenVerifier> logger)
{
    public const int RetryAfterSeconds = 10;

    /// <summary>Longer ones are not looked at; Google's have about 1,200 characters.</summary>
    private const int TokenLengthMax = 8 * 1024;

    private const string NoToken = "The token is not a signed JSON Web Token.";
    private const string TooEarly = "The token is not valid yet.";
    private const string OtherAudience = "The token is made out to somebody else.";

    // Clocks of issuer and API differ.
    private static readonly TimeSpan _tolerance = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan _keysTimeout = TimeSpan.FromSeconds(5);

    // For keys put into use since they were read. More often, and anybody with a forged token could have them fetched.
    private static readonly TimeSpan _refreshEvery = TimeSpan.FromMinutes(1);

    // So many minutes and more pass before a generation comes again, and the library has forgotten its keys by then.
    private const int GenerationsMax = 61;

    private readonly Lock _gate = new();
    private int _generation;
    private DateTimeOffset _refreshedAt = DateTimeOffset.MinValue;

    public async Task<TokenVerdict> VerifyAsync(string token, CancellationToken cancellationToken)
    {
        var trusted = options.Identity.Tokens!;
        if (Misshapen(token, trusted.Algorithm) is { } reason)
        {
            return Refuse(reason);
        }
        try
        {
            return Judge(await VerifyWithKeysAsync(token, trusted, cancellationToken), trusted);
        }
        catch (InvalidJwtException refusal)
        {
            return Refuse(ReasonOf(refusal));
        }
        catch (Exception malformed) when (malformed is FormatException or Newtonsoft.Json.JsonException)
        {
            return Refuse(NoToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // No answer, no JWK set, or a key of another kind: the issuer's trouble or the configuration's, never the
            // token's, since its shape and algorithm have been seen to be right.
            logger.SigningKeysUnreachable(fault, trusted.KeysUrl.Host);
            return new TokenVerdict.Undecided();
        }
    }

    private async Task<JsonWebSignature.Payload> VerifyWithKeysAsync(
        string token, TokenOptions trusted, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(token, trusted, cancellationToken);
        }
        catch (InvalidJwtException refusal) when (IsSignature(refusal) && MayRefresh())
        {
            return await AskAsync(token, trusted, cancellationToken);
        }
    }

    // The library waits for its keys as long as it takes, and everybody behind it.
    private Task<JsonWebSignature.Payload> AskAsync(
        string token, TokenOptions trusted, CancellationToken cancellationToken)
    {
        var request = new SignedTokenVerificationOptions
        {
            // The library keeps keys for an hour under the text of their URL, of which it sends no fragment: another
            // fragment is another cache.
            CertificatesUrl = $"{trusted.KeysUrl.GetLeftPart(UriPartial.Query)}#{Volatile.Read(ref _generation)}",
            IssuedAtClockTolerance = _tolerance,
            ExpiryClockTolerance = _tolerance,
        };
        request.TrustedAudiences.Add(trusted.Audience);
        foreach (var issuer in trusted.Issuers)
        {
            request.TrustedIssuers.Add(issuer);
        }
        return JsonWebSignature.VerifySignedTokenAsync(token, request, cancellationToken)
            .WaitAsync(_keysTimeout, cancellationToken);
    }

    private bool MayRefresh()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (now - _refreshedAt < _refreshEvery)
            {
                return false;
            }
            _refreshedAt = now;
            _generation = (_generation + 1) % GenerationsMax;
            return true;
        }
    }

    private TokenVerdict Judge(JsonWebSignature.Payload payload, TokenOptions trusted)
    {
        if (!payload.AudienceAsList.Contains(trusted.Audience))
        {
            return Refuse(OtherAudience);
        }
        // By the machine's clock, as the library judges the other times.
        if (payload.NotBeforeTimeSeconds is { } seconds
            && TimeProvider.System.GetUtcNow() + _tolerance < DateTimeOffset.FromUnixTimeSeconds(seconds))
        {
            return Refuse(TooEarly);
        }
        return CustomerId.TryParse(payload.Subject, out var subject)
            ? new TokenVerdict.Valid(subject)
            : Refuse("The token's subject is not 1 to 128 printable ASCII characters without percent sign and quotation mark.");
    }

    private TokenVerdict.Invalid Refuse(string reason)
    {
        logger.TokenRefused(reason);
        return new TokenVerdict.Invalid(reason);
    }

    // By its header only, before anything costly is done.
    private static string? Misshapen(string token, string algorithm)
    {
        if (token.Length > TokenLengthMax)
        {
            return $"A token has at most {TokenLengthMax} characters.";
        }
        var parts = token.Split('.');
        if (parts.Length != 3 || Array.Exists(parts, part => part.Length == 0))
        {
            return NoToken;
        }
        try
        {
            using var header = JsonDocument.Parse(WebEncoders.Base64UrlDecode(parts[0]));
            return header.RootElement.ValueKind != JsonValueKind.Object
                || !header.RootElement.TryGetProperty("alg", out var used)
                || used.ValueKind != JsonValueKind.String ? NoToken
                : used.ValueEquals(algorithm) ? null
                : $"Tokens must be signed with {algorithm}.";
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            return NoToken;
        }
    }

    private static bool IsSignature(InvalidJwtException refusal) =>
        refusal.Message.Contains("signature", StringComparison.Ordinal);

    // The library's texts name what is trusted; these are the same without it.
    private static string ReasonOf(InvalidJwtException refusal) =>
        refusal.Message.Contains("expired", StringComparison.Ordinal) ? "The token has expired."
        : refusal.Message.Contains("not yet", StringComparison.Ordinal) ? TooEarly
        : refusal.Message.Contains("'aud'", StringComparison.Ordinal) ? OtherAudience
        : refusal.Message.Contains("issuer", StringComparison.Ordinal) ? "The token comes from somebody else."
        : IsSignature(refusal) ? "The token's signature is wrong."
        : "The token is not one that can be believed.";
}
