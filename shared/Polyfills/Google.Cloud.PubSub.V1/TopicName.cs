using Google.Api.Gax;

namespace Google.Cloud.PubSub.V1;

/// <summary>
/// The name of a topic: <c>projects/{project}/topics/{topic}</c>, or <c>_deleted-topic_</c>.
/// </summary>
public sealed class TopicName : IResourceName, IEquatable<TopicName>
{
    private const string DeletedTopic = "_deleted-topic_";
    private static readonly ResourcePattern s_pattern = new("topics");

    public TopicName(string projectId, string topicId)
        : this(
            ResourceNameType.ProjectTopic, null,
            GaxPreconditions.CheckNotNullOrEmpty(projectId, nameof(projectId)),
            GaxPreconditions.CheckNotNullOrEmpty(topicId, nameof(topicId)))
    {
    }

    private TopicName(
        ResourceNameType type, UnparsedResourceName unparsedResource, string projectId, string topicId)
    {
        Type = type;
        UnparsedResource = unparsedResource;
        ProjectId = projectId;
        TopicId = topicId;
    }

    public enum ResourceNameType
    {
        Unparsed = 0,
        ProjectTopic = 1,

        /// <summary>What a subscription says of its topic once that is deleted.</summary>
        DeletedTopic = 2,
    }

    public ResourceNameType Type { get; }

    /// <summary>Null unless <see cref="Type"/> is <see cref="ResourceNameType.Unparsed"/>.</summary>
    public UnparsedResourceName UnparsedResource { get; }

    /// <summary>Null unless <see cref="Type"/> is <see cref="ResourceNameType.ProjectTopic"/>.</summary>
    public string ProjectId { get; }

    /// <summary>Null unless <see cref="Type"/> is <see cref="ResourceNameType.ProjectTopic"/>.</summary>
    public string TopicId { get; }

    public bool IsKnownPattern => Type != ResourceNameType.Unparsed;

    public static TopicName FromUnparsed(UnparsedResourceName unparsedResourceName) =>
        new(
            ResourceNameType.Unparsed,
            GaxPreconditions.CheckNotNull(unparsedResourceName, nameof(unparsedResourceName)), null, null);

    public static TopicName FromProjectTopic(string projectId, string topicId) => new(projectId, topicId);

    public static TopicName FromDeletedTopic() => new(ResourceNameType.DeletedTopic, null, null, null);

    public static string Format(string projectId, string topicId) => FormatProjectTopic(projectId, topicId);

    public static string FormatProjectTopic(string projectId, string topicId) =>
        new TopicName(projectId, topicId).ToString();

    public static TopicName Parse(string topicName) => Parse(topicName, false);

    /// <exception cref="ArgumentException">It is no topic's name, and anything else is not
    /// allowed.</exception>
    public static TopicName Parse(string topicName, bool allowUnparsed) =>
        TryParse(topicName, allowUnparsed, out var result)
            ? result
            : throw new ArgumentException("The given resource-name matches no pattern.");

    public static bool TryParse(string topicName, out TopicName result) =>
        TryParse(topicName, false, out result);

    public static bool TryParse(string topicName, bool allowUnparsed, out TopicName result)
    {
        GaxPreconditions.CheckNotNull(topicName, nameof(topicName));
        result = s_pattern.TryParse(topicName, out var projectId, out var topicId)
            ? new TopicName(projectId, topicId)
            : topicName == DeletedTopic ? FromDeletedTopic()
            : allowUnparsed && UnparsedResourceName.TryParse(topicName, out var unparsed)
                ? FromUnparsed(unparsed)
                : null;
        return result is not null;
    }

    public override string ToString() => Type switch
    {
        ResourceNameType.ProjectTopic => s_pattern.Expand(ProjectId, TopicId),
        ResourceNameType.DeletedTopic => DeletedTopic,
        ResourceNameType.Unparsed => UnparsedResource.ToString(),
    };

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override bool Equals(object obj) => Equals(obj as TopicName);

    public bool Equals(TopicName other) => ToString() == other?.ToString();

    public static bool operator ==(TopicName a, TopicName b) => a is null ? b is null : a.Equals(b);

    public static bool operator !=(TopicName a, TopicName b) => !(a == b);
}
