using Google.Cloud.PubSub.V1;
using Google.Protobuf.WellKnownTypes;
using Shop.LocalCloud.PubSub.Push;

namespace Shop.LocalCloud.PubSub;

/// <summary>
/// A push subscription that the suite's topology declares. It is there from the start, with these settings
/// even if somebody has changed them since; what it holds stays.
/// </summary>
/// <param name="Name">Full name, such as <c>projects/local/subscriptions/orders-orders</c>.</param>
/// <param name="Topic">Full name, such as <c>projects/local/topics/orders</c>.</param>
/// <param name="Function">
/// Pushed to wherever it answers at that moment; while it does not run, messages wait and no attempt counts.
/// </param>
public sealed record DeclaredSubscription(string Name, string Topic, string Function)
{
    /// <summary>Says in the labels of a subscription that the topology has declared it.</summary>
    internal const string Label = "declared-by";

    private const string LabelValue = "topology";

    /// <summary>10 to 600 s; no answer within it counts as a failure.</summary>
    public TimeSpan AckDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The wait after the first failure; 0 to 600 s.</summary>
    public TimeSpan MinimumBackoff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The wait after many failures; 0 to 600 s.</summary>
    public TimeSpan MaximumBackoff { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>
    /// Full name of the topic for what cannot be handled; null retries until it is too old.
    /// </summary>
    public string? DeadLetterTopic { get; init; }

    /// <summary>5 to 100; counts only where there is a dead-letter topic.</summary>
    public int Attempts { get; init; } = SubscriptionRules.AttemptsMax;

    /// <summary>
    /// Whether the message comes inside of JSON; else it is the body, and its attributes are headers.
    /// </summary>
    public bool Wrapped { get; init; }

    /// <summary>How long an undelivered message is kept; 10 minutes to 31 days.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(7);

    internal static bool IsDeclared(Subscription subscription) =>
        subscription.Labels.TryGetValue(Label, out var value) && value == LabelValue;

    internal Subscription ToSettings()
    {
        var settings = new Subscription
        {
            Name = Name,
            Topic = Topic,
            PushConfig = new PushConfig { PushEndpoint = PushEndpoint.FunctionScheme + Function },
            AckDeadlineSeconds = (int)AckDeadline.TotalSeconds,
            MessageRetentionDuration = Duration.FromTimeSpan(Retention),
            RetryPolicy = new RetryPolicy
            {
                MinimumBackoff = Duration.FromTimeSpan(MinimumBackoff),
                MaximumBackoff = Duration.FromTimeSpan(MaximumBackoff),
            },
            Labels = { [Label] = LabelValue },
        };
        if (!Wrapped)
        {
            settings.PushConfig.NoWrapper = new PushConfig.Types.NoWrapper { WriteMetadata = true };
        }
        if (DeadLetterTopic is not null)
        {
            settings.DeadLetterPolicy = new DeadLetterPolicy
            {
                DeadLetterTopic = DeadLetterTopic,
                MaxDeliveryAttempts = Attempts,
            };
        }
        return SubscriptionRules.Complete(settings);
    }
}
