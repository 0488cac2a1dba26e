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

    public static ResourceNames Deployed(string projectId) => new(projectId, projectId + "-");

    public string Bucket(string name) => BucketPrefix + name;

    public string Topic(string name) => $"projects/{ProjectId}/topics/{name}";

    public string Subscription(string name) => $"projects/{ProjectId}/subscriptions/{name}";

    /// <summary>Replaces <c>${project}</c>, <c>${bucket:NAME}</c> and <c>${topic:NAME}</c>.</summary>
    public string Expand(string template) => Reference().Replace(template, match =>
        match.Groups["kind"].Value switch
        {
            "bucket" => Bucket(match.Groups["name"].Value),
            "topic" => Topic(match.Groups["name"].Value),
            _ => ProjectId,
        });

    [GeneratedRegex(@"\$\{(?:project|(?<kind>bucket|topic):(?<name>[^}]+))\}")]
    internal static partial Regex Reference();
}
