using Google.Apis.Auth;
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
        if (TokenShape.Fault(token, trusted.Algorithm) is { } reason)
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
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // No answer, no JWK set, or a key of another kind: the issuer's trouble or the configuration's, not the
            // token's, whose shape has been seen to be right.
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
