namespace Shop.Topology;

/// <summary>
/// What the suite consists of: the one description that both the local host and the deployment read.
/// </summary>
public sealed record SuiteTopology(
    IReadOnlyList<BucketSpec> Buckets,
    IReadOnlyList<TopicSpec> Topics,
    IReadOnlyList<SubscriptionSpec> Subscriptions,
    IReadOnlyList<FunctionSpec> Functions);

/// <param name="Name">Logical name; <see cref="ResourceNames"/> gives the real one.</param>
public sealed record BucketSpec(string Name);

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
public sealed record SubscriptionSpec(
    string Name,
    string Topic,
    string Function,
    int AckDeadlineSeconds,
    int MinimumBackoffSeconds,
    int MaximumBackoffSeconds,
    DeadLetterSpec? DeadLetters = null,
    bool Wrapped = false);

/// <param name="Topic">Where messages go that nobody could handle.</param>
/// <param name="AttemptsMax">5–100 attempts before that.</param>
public sealed record DeadLetterSpec(string Topic, int AttemptsMax);

/// <param name="Name">The job, which is also the name of its folder under <c>functions/</c>.</param>
/// <param name="Project">The project's folder, relative to the repository root, with forward slashes.</param>
/// <param name="EntryPoint">Full name of the function's class.</param>
/// <param name="Trigger">What calls the function; absent for one that only answers HTTP requests.</param>
/// <param name="TimeoutSeconds">1–540: the platform's bound for event functions.</param>
/// <param name="Concurrency">Requests handled at once by one instance, 1–1000.</param>
/// <param name="PublishesTo">Topics that the function may publish to.</param>
/// <param name="Environment">
/// Values may name resources: <c>${bucket:uploads}</c>, <c>${topic:images}</c>.
/// </param>
/// <param name="Secrets">Environment variables whose values lie in Secret Manager, under this name.</param>
/// <param name="LocalEnvironment">On a laptop: added to the others, and in place of the secrets.</param>
public sealed record FunctionSpec(
    string Name,
    string Project,
    string EntryPoint,
    StorageTrigger? Trigger,
    int TimeoutSeconds,
    int Concurrency,
    IReadOnlyList<string> PublishesTo,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyDictionary<string, string>? Secrets = null,
    IReadOnlyDictionary<string, string>? LocalEnvironment = null);

/// <summary>
/// Calls the function with <c>google.cloud.storage.object.v1.finalized</c> for each new object.
/// </summary>
/// <param name="Bucket">Logical name of the bucket.</param>
/// <param name="MinimumBackoffSeconds">0–600: wait before the first redelivery.</param>
/// <param name="MaximumBackoffSeconds">0–600, not below the minimum.</param>
public sealed record StorageTrigger(string Bucket, int MinimumBackoffSeconds, int MaximumBackoffSeconds);
