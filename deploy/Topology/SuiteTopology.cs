using System.Text.Json.Serialization;

namespace Shop.Topology;

/// <summary>
/// What the suite consists of: the one description that both the local host and the deployment read.
/// </summary>
/// <param name="Buckets">Where objects lie.</param>
/// <param name="Topics">Where events go.</param>
/// <param name="Subscriptions">Which function gets which topic.</param>
/// <param name="Functions">What handles events and requests.</param>
public sealed record SuiteTopology(
    IReadOnlyList<BucketSpec> Buckets,
    IReadOnlyList<TopicSpec> Topics,
    IReadOnlyList<SubscriptionSpec> Subscriptions,
    IReadOnlyList<FunctionSpec> Functions)
{
    /// <summary>Where editors find what may stand here.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>What differs from one deployment to the next, and is said when it is planned.</summary>
    public IReadOnlyList<ParameterSpec> Parameters { get => field ?? []; init; }

    /// <summary>Ways in which an event may cause another one that comes back; every other one is a fault.</summary>
    public IReadOnlyList<CycleSpec> Cycles { get => field ?? []; init; }

    /// <summary>Types that are published for others than the suite's own functions.</summary>
    public IReadOnlyList<string> TerminalTypes { get => field ?? []; init; }

    /// <summary>What a deployed suite has beside functions, topics and buckets; a laptop has no need of it.</summary>
    public DeploymentSpec? Deployment { get; init; }
}

/// <param name="Name">Named in values as <c>${parameter:NAME}</c>.</param>
/// <param name="Description">What to give, for people.</param>
/// <param name="Default">
/// Taken where nothing is given; absent for what must be given. An environment variable that comes to nothing by it
/// is left unset.
/// </param>
public sealed record ParameterSpec(string Name, string Description, string? Default = null);

/// <param name="Functions">Those that take part.</param>
/// <param name="Because">Why it comes to an end.</param>
public sealed record CycleSpec(IReadOnlyList<string> Functions, string Because);

/// <param name="Name">Logical name; <see cref="ResourceNames"/> gives the real one.</param>
/// <param name="SoftDeleteDays">0, or 7–90: what is deleted or replaced can be had back for so long.</param>
/// <param name="DeleteAfterDays">Objects are deleted at this age; absent for never.</param>
public sealed record BucketSpec(string Name, int SoftDeleteDays = 7, int? DeleteAfterDays = null);

/// <param name="Name">Topic id, the same in every project.</param>
/// <param name="UnknownTypes">
/// The one function that dead-letters events of types that nobody knows, so that they neither vanish nor are
/// filed twice; absent for a topic on which there is no such thing, since whoever listens takes everything.
/// </param>
public sealed record TopicSpec(string Name, string? UnknownTypes = null);

/// <summary>
/// Pushes each message of a topic to a function. Without a filter, for Pub/Sub acknowledges what a filter
/// drops; without ordering, for one failing message would hold up its key.
/// </summary>
/// <param name="Name">Subscription id, the same in every project.</param>
/// <param name="Topic">Where the messages come from.</param>
/// <param name="Function">Where they go.</param>
/// <param name="AckDeadlineSeconds">10–600; longer than the function's timeout, or it meets itself.</param>
/// <param name="MinimumBackoffSeconds">0–600: wait before the first redelivery.</param>
/// <param name="MaximumBackoffSeconds">0–600, not below the minimum.</param>
/// <param name="DeadLetters">Gives up after some attempts; absent = tries for as long as a message is kept.</param>
/// <param name="Wrapped">
/// Whether the message comes as JSON in the body, and not as body and headers: for a function that takes any
/// bytes, as servers refuse odd headers before any of our code runs.
/// </param>
/// <param name="RetentionDays">1–31: how long a message is kept that nobody could handle yet.</param>
public sealed record SubscriptionSpec(
    string Name,
    string Topic,
    string Function,
    int AckDeadlineSeconds,
    int MinimumBackoffSeconds,
    int MaximumBackoffSeconds,
    DeadLetterSpec? DeadLetters = null,
    bool Wrapped = false,
    int RetentionDays = SubscriptionSpec.RetentionDaysDefault)
{
    /// <summary>What Pub/Sub keeps at most without being asked; a weekend and its repair fit into it.</summary>
    public const int RetentionDaysDefault = 7;
}

/// <param name="Topic">Where messages go that nobody could handle.</param>
/// <param name="AttemptsMax">5–100 attempts before that.</param>
public sealed record DeadLetterSpec(string Topic, int AttemptsMax);
