namespace Google.Api.Gax.Grpc;

/// <summary>
/// What holds for one call, or for all calls of one kind; what is null is left to other settings.
/// </summary>
public sealed class CallSettings
{
    private CallSettings(CancellationToken? cancellationToken, Expiration expiration, RetrySettings retry)
    {
        CancellationToken = cancellationToken;
        Expiration = expiration;
        Retry = retry;
    }

    public CancellationToken? CancellationToken { get; }

    /// <summary>Of all attempts together.</summary>
    public Expiration Expiration { get; }

    public RetrySettings Retry { get; }

    public static CallSettings FromCancellationToken(CancellationToken cancellationToken) =>
        new(cancellationToken, null, null);

    public static CallSettings FromExpiration(Expiration expiration) =>
        expiration is null ? null : new CallSettings(null, expiration, null);

    public static CallSettings FromRetry(RetrySettings retry) =>
        retry is null ? null : new CallSettings(null, null, retry);

    /// <summary>What <paramref name="overlaid"/> says wins.</summary>
    internal static CallSettings Merge(CallSettings original, CallSettings overlaid) =>
        original is null ? overlaid
        : overlaid is null ? original
        : new CallSettings(
            overlaid.CancellationToken ?? original.CancellationToken,
            overlaid.Expiration ?? original.Expiration,
            overlaid.Retry ?? original.Retry);

    internal CallSettings With(RetrySettings retry) => new(CancellationToken, Expiration, retry);
}

public static class CallSettingsExtensions
{
    public static CallSettings WithRetry(this CallSettings settings, RetrySettings retry) =>
        settings is null ? CallSettings.FromRetry(retry) : settings.With(retry);
}
