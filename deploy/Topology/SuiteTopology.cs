namespace Shop.Topology;

/// <summary>
/// What the suite consists of: the one description that both the local host and the deployment read.
/// </summary>
public sealed record SuiteTopology(
    IReadOnlyList<BucketSpec> Buckets,
    IReadOnlyList<TopicSpec> Topics,
    IReadOnlyList<FunctionSpec> Functions);

/// <param name="Name">Logical name; <see cref="ResourceNames"/> gives the real one.</param>
public sealed record BucketSpec(string Name);

/// <param name="Name">Topic id, the same in every project.</param>
public sealed record TopicSpec(string Name);

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
public sealed record FunctionSpec(
    string Name,
    string Project,
    string EntryPoint,
    StorageTrigger? Trigger,
    int TimeoutSeconds,
    int Concurrency,
    IReadOnlyList<string> PublishesTo,
    IReadOnlyDictionary<string, string> Environment);

/// <summary>
/// Calls the function with <c>google.cloud.storage.object.v1.finalized</c> for each new object.
/// </summary>
/// <param name="Bucket">Logical name of the bucket.</param>
/// <param name="MinimumBackoffSeconds">0–600: wait before the first redelivery.</param>
/// <param name="MaximumBackoffSeconds">0–600, not below the minimum.</param>
public sealed record StorageTrigger(string Bucket, int MinimumBackoffSeconds, int MaximumBackoffSeconds);
