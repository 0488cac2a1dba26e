using System.Text.Json.Serialization;

namespace Shop.Topology;

/// <param name="PushServiceAccount">Whom Pub/Sub calls the functions as.</param>
/// <param name="TriggerServiceAccount">Whom Eventarc calls the functions as.</param>
/// <param name="BuildServiceAccount">Whom Cloud Build builds the functions as.</param>
/// <param name="Firestore">Where documents lie.</param>
/// <param name="Alerts">What somebody must be told of.</param>
public sealed record DeploymentSpec(
    string PushServiceAccount,
    string TriggerServiceAccount,
    string BuildServiceAccount,
    FirestoreSpec Firestore,
    IReadOnlyList<AlertSpec> Alerts);

/// <param name="Database">Its id; <c>(default)</c> is the one that functions use.</param>
/// <param name="TimeToLive">
/// Collections whose documents Firestore deletes once their field <c>expiresAt</c> has passed.
/// </param>
/// <param name="WithoutIndexes">
/// Collections whose fields are not indexed. Nothing is ever looked up by a field, and each index is one more write
/// for every write, paid for; one of growing values, as times are, also bounds how many there can be in a second.
/// </param>
public sealed record FirestoreSpec(
    string Database, IReadOnlyList<string> TimeToLive, IReadOnlyList<string> WithoutIndexes);

/// <param name="Name">Unique; the runbook has a section of that name.</param>
/// <param name="Watches">What is measured.</param>
/// <param name="Minutes">0–1,380: how long it must be too much before somebody is told; 0 for at once.</param>
/// <param name="Threshold">More than this is too much: a count, seconds, or a share from 0 to 1.</param>
public sealed record AlertSpec(string Name, AlertKind Watches, int Minutes, double Threshold);

/// <summary>What an alert measures.</summary>
public enum AlertKind
{
    /// <summary>How many dead letters are filed in a minute.</summary>
    [JsonStringEnumMemberName("dead-letters")]
    DeadLetters,

    /// <summary>Age in seconds of the oldest message that no function has acknowledged, per subscription.</summary>
    [JsonStringEnumMemberName("oldest-unacknowledged-seconds")]
    OldestUnacknowledgedSeconds,

    /// <summary>Share of a function's answers that are 5xx.</summary>
    [JsonStringEnumMemberName("error-ratio")]
    ErrorRatio,
}

/// <summary>How a function runs when it is deployed.</summary>
/// <param name="ServiceAccount">Id of the account that it runs as, and nobody else does.</param>
/// <param name="Memory">As Cloud Run writes it: <c>512Mi</c>, <c>1Gi</c>.</param>
/// <param name="Cpu">In vCPUs; less than one only with a concurrency of 1.</param>
/// <param name="MinimumInstances">Kept warm, and paid for.</param>
/// <param name="MaximumInstances">1–1000: what bounds the bill.</param>
/// <param name="Ingress">Who reaches it at all.</param>
/// <param name="Roles">
/// What its account may do, beside publishing where <c>publishesTo</c> says and reading its secrets: lists of roles,
/// by what they hold on: <c>project</c>, or <c>bucket:NAME</c>.
/// </param>
/// <param name="Public">Whether everybody may call it: it then has to know its callers by itself.</param>
public sealed record FunctionDeployment(
    string ServiceAccount,
    string Memory,
    double Cpu,
    int MinimumInstances,
    int MaximumInstances,
    Ingress Ingress,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Roles,
    bool Public = false);

/// <summary>Where requests to a function may come from.</summary>
public enum Ingress
{
    /// <summary>Anywhere.</summary>
    [JsonStringEnumMemberName("all")]
    All,

    /// <summary>The project itself, its Pub/Sub and Eventarc among it.</summary>
    [JsonStringEnumMemberName("internal-only")]
    InternalOnly,
}
