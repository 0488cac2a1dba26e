using Google.Api.Gax;

namespace Google.Cloud.PubSub.V1;

/// <summary>The name of a subscription: <c>projects/{project}/subscriptions/{subscription}</c>.</summary>
public sealed class SubscriptionName : IResourceName, IEquatable<SubscriptionName>
{
    private static readonly ResourcePattern s_pattern = new("subscriptions");

    public SubscriptionName(string projectId, string subscriptionId)
        : this(
            ResourceNameType.ProjectSubscription, null,
            GaxPreconditions.CheckNotNullOrEmpty(projectId, nameof(projectId)),
            GaxPreconditions.CheckNotNullOrEmpty(subscriptionId, nameof(subscriptionId)))
    {
    }

    private SubscriptionName(
        ResourceNameType type, UnparsedResourceName unparsedResource, string projectId, string subscriptionId)
    {
        Type = type;
        UnparsedResource = unparsedResource;
        ProjectId = projectId;
        SubscriptionId = subscriptionId;
    }

    public enum ResourceNameType
    {
        Unparsed = 0,
        ProjectSubscription = 1,
    }

    public ResourceNameType Type { get; }

    /// <summary>Null unless <see cref="Type"/> is <see cref="ResourceNameType.Unparsed"/>.</summary>
    public UnparsedResourceName UnparsedResource { get; }

    /// <summary>Null where <see cref="Type"/> is <see cref="ResourceNameType.Unparsed"/>.</summary>
    public string ProjectId { get; }

    /// <summary>Null where <see cref="Type"/> is <see cref="ResourceNameType.Unparsed"/>.</summary>
    public string SubscriptionId { get; }

    public bool IsKnownPattern => Type != ResourceNameType.Unparsed;

    public static SubscriptionName FromUnparsed(UnparsedResourceName unparsedResourceName) =>
        new(
            ResourceNameType.Unparsed,
            GaxPreconditions.CheckNotNull(unparsedResourceName, nameof(unparsedResourceName)), null, null);

    public static SubscriptionName FromProjectSubscription(string projectId, string subscriptionId) =>
        new(projectId, subscriptionId);

    public static string Format(string projectId, string subscriptionId) =>
        FormatProjectSubscription(projectId, subscriptionId);

    public static string FormatProjectSubscription(string projectId, string subscriptionId) =>
        new SubscriptionName(projectId, subscriptionId).ToString();

    public static SubscriptionName Parse(string subscriptionName) => Parse(subscriptionName, false);

    /// <exception cref="ArgumentException">It is no subscription's name, and anything else is not
    /// allowed.</exception>
    public static SubscriptionName Parse(string subscriptionName, bool allowUnparsed) =>
        TryParse(subscriptionName, allowUnparsed, out var result)
            ? result
            : throw new ArgumentException("The given resource-name matches no pattern.");

    public static bool TryParse(string subscriptionName, out SubscriptionName result) =>
        TryParse(subscriptionName, false, out result);

    public static bool TryParse(string subscriptionName, bool allowUnparsed, out SubscriptionName result)
    {
        GaxPreconditions.CheckNotNull(subscriptionName, nameof(subscriptionName));
        result = s_pattern.TryParse(subscriptionName, out var projectId, out var subscriptionId)
            ? new SubscriptionName(projectId, subscriptionId)
            : allowUnparsed && UnparsedResourceName.TryParse(subscriptionName, out var unparsed)
                ? FromUnparsed(unparsed)
                : null;
        return result is not null;
    }

    public override string ToString() => Type switch
    {
        ResourceNameType.ProjectSubscription => s_pattern.Expand(ProjectId, SubscriptionId),
        ResourceNameType.Unparsed => UnparsedResource.ToString(),
    };

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override bool Equals(object obj) => Equals(obj as SubscriptionName);

    public bool Equals(SubscriptionName other) => ToString() == other?.ToString();

    public static bool operator ==(SubscriptionName a, SubscriptionName b) =>
        a is null ? b is null : a.Equals(b);

    public static bool operator !=(SubscriptionName a, SubscriptionName b) => !(a == b);
}
