using System.Text.RegularExpressions;

namespace Shop.Topology;

/// <summary>The real names of the suite's resources in one project.</summary>
/// <param name="ProjectId">The Google Cloud project; <c>local</c> on a laptop.</param>
/// <param name="BucketPrefix">
/// Put before every bucket's name: bucket names are global, so a deployed suite prefixes them with its
/// project.
/// </param>
public sealed partial record ResourceNames(string ProjectId, string BucketPrefix)
{
    public static ResourceNames Local { get; } = new("local", "");

    /// <summary>Values of the topology's parameters; one that is not here comes to nothing.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    public static ResourceNames Deployed(string projectId) => new(projectId, projectId + "-");

    public string Bucket(string name) => BucketPrefix + name;

    public string Topic(string name) => $"projects/{ProjectId}/topics/{name}";

    public string Subscription(string name) => $"projects/{ProjectId}/subscriptions/{name}";

    /// <summary>Address of a service account of the project.</summary>
    public string ServiceAccount(string id) => $"{id}@{ProjectId}.iam.gserviceaccount.com";

    /// <summary>
    /// Name of a deployed function, and of the Cloud Run service that it is: <c>ImageProcessor</c> is
    /// <c>image-processor</c>, since those names have no capitals.
    /// </summary>
    public static string Function(string name) => Hump().Replace(name, "-$0").ToLowerInvariant();

    /// <summary>
    /// Replaces <c>${project}</c>, <c>${bucket:NAME}</c>, <c>${topic:NAME}</c> and <c>${parameter:NAME}</c>.
    /// </summary>
    public string Expand(string template) => Reference().Replace(template, match =>
        match.Groups["kind"].Value switch
        {
            "bucket" => Bucket(match.Groups["name"].Value),
            "topic" => Topic(match.Groups["name"].Value),
            "parameter" => Parameters.GetValueOrDefault(match.Groups["name"].Value, ""),
            _ => ProjectId,
        });

    [GeneratedRegex(@"\$\{(?:project|(?<kind>bucket|topic|parameter):(?<name>[^}]+))\}")]
    internal static partial Regex Reference();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex Hump();
}
