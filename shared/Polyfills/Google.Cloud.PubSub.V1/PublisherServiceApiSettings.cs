using Google.Api.Gax;
using Google.Api.Gax.Grpc;
using Grpc.Core;

namespace Google.Cloud.PubSub.V1;

/// <summary>
/// Deadlines and retries of each kind of call: one minute and five attempts, unless changed.
/// </summary>
public sealed class PublisherServiceApiSettings : ServiceSettingsBase
{
    public PublisherServiceApiSettings()
    {
    }

    private PublisherServiceApiSettings(PublisherServiceApiSettings existing)
        : base(existing)
    {
        CreateTopicSettings = existing.CreateTopicSettings;
        PublishSettings = existing.PublishSettings;
        GetTopicSettings = existing.GetTopicSettings;
    }

    public CallSettings CreateTopicSettings { get; set; } = Retrying(1.3, StatusCode.Unavailable);

    /// <summary>
    /// A message that is published twice is allowed, one that is lost is not: hence so many codes.
    /// </summary>
    public CallSettings PublishSettings { get; set; } = Retrying(
        4, StatusCode.Aborted, StatusCode.Cancelled, StatusCode.Internal, StatusCode.ResourceExhausted,
        StatusCode.Unknown, StatusCode.Unavailable, StatusCode.DeadlineExceeded);

    public CallSettings GetTopicSettings { get; set; } = Retrying(
        1.3, StatusCode.Unknown, StatusCode.Aborted, StatusCode.Unavailable);

    public static PublisherServiceApiSettings GetDefault() => new();

    public PublisherServiceApiSettings Clone() => new(this);

    private static CallSettings Retrying(double multiplier, params StatusCode[] codes) =>
        CallSettings.FromExpiration(Expiration.FromTimeout(TimeSpan.FromMinutes(1))).WithRetry(
            RetrySettings.FromExponentialBackoff(
                maxAttempts: 5,
                initialBackoff: TimeSpan.FromMilliseconds(100),
                maxBackoff: TimeSpan.FromMinutes(1),
                backoffMultiplier: multiplier,
                retryFilter: RetrySettings.FilterForStatusCodes(codes)));
}
