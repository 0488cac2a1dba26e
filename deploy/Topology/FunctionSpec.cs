namespace Shop.Topology;

/// <param name="Name">The job, which is also the name of its folder under <c>functions/</c>.</param>
/// <param name="Project">The project's folder, relative to the repository root, with forward slashes.</param>
/// <param name="EntryPoint">Full name of the function's class.</param>
/// <param name="Trigger">What calls the function; absent for one that only answers HTTP requests.</param>
/// <param name="TimeoutSeconds">1–540: the platform's bound for event functions.</param>
/// <param name="Concurrency">Requests handled at once by one instance, 1–1000.</param>
/// <param name="PublishesTo">Topics that the function may publish to.</param>
/// <param name="Environment">
/// Values may name resources and parameters: <c>${bucket:uploads}</c>, <c>${topic:images}</c>,
/// <c>${parameter:operators}</c>.
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
    IReadOnlyDictionary<string, string>? LocalEnvironment = null)
{
    /// <summary>Types of the events that it does something about; types that it only acknowledges are not listed.</summary>
    public IReadOnlyList<string> Handles { get => field ?? []; init; }

    /// <summary>Types of the events that it says.</summary>
    public IReadOnlyList<string> Publishes { get => field ?? []; init; }

    /// <summary>Types of the events that it passes on unchanged, to a topic that it listens to itself.</summary>
    public IReadOnlyList<string> Forwards { get => field ?? []; init; }

    /// <summary>How it runs when it is deployed; a laptop has no need of it.</summary>
    public FunctionDeployment? Deployment { get; init; }
}

/// <summary>
/// Calls the function with <c>google.cloud.storage.object.v1.finalized</c> for each new object.
/// </summary>
/// <param name="Bucket">Logical name of the bucket.</param>
/// <param name="MinimumBackoffSeconds">0–600: wait before the first redelivery.</param>
/// <param name="MaximumBackoffSeconds">0–600, not below the minimum.</param>
/// <param name="AckDeadlineSeconds">10–600; longer than the function's timeout.</param>
/// <param name="DeadLetters">Gives up after some attempts. On a laptop it tries on.</param>
/// <param name="RetentionDays">1–31; without it Eventarc forgets after one.</param>
public sealed record StorageTrigger(
    string Bucket,
    int MinimumBackoffSeconds,
    int MaximumBackoffSeconds,
    int AckDeadlineSeconds = 600,
    DeadLetterSpec? DeadLetters = null,
    int RetentionDays = SubscriptionSpec.RetentionDaysDefault);
