using Shop.Contracts;

namespace Shop.Eventing.Filing;

/// <summary>Where a message was given up.</summary>
/// <param name="Subscription">Full name of the subscription that delivered it; null where none is known.</param>
/// <param name="Topic">
/// Id of the topic to which it belongs and is replayed; null where that cannot be told, as of the announcements of
/// uploads, which come from no topic of the suite.
/// </param>
/// <param name="Handler">The function that gave it up; null where Pub/Sub did.</param>
/// <param name="Deliveries">How often Pub/Sub tried before it gave up; null where a function gave up.</param>
public sealed record DeadLetterOrigin(
    string? Subscription = null, string? Topic = null, string? Handler = null, string? Deliveries = null)
{
    // Written by Pub/Sub: https://cloud.google.com/pubsub/docs/handling-failures.
    private const string SourceSubscription = "CloudPubSubDeadLetterSourceSubscription";
    private const string SourceProject = SourceSubscription + "Project";
    private const string SourceDeliveries = "CloudPubSubDeadLetterSourceDeliveryCount";

    /// <summary>
    /// What the attributes of a dead letter tell. A message that a function gave up names its subscription itself;
    /// one that Pub/Sub gave up has what Pub/Sub wrote. Both come to the same name.
    /// </summary>
    public static DeadLetterOrigin Of(IReadOnlyDictionary<string, string> attributes)
    {
        var subscription = attributes.GetValueOrDefault(DeadLetters.SubscriptionAttribute)
            ?? (attributes.TryGetValue(SourceSubscription, out var id)
                && attributes.TryGetValue(SourceProject, out var project)
                    ? $"projects/{project}/subscriptions/{id}"
                    : null);
        return new DeadLetterOrigin(
            subscription,
            TopicOf(subscription, attributes.GetValueOrDefault(PubSubBinding.TypeAttribute)),
            attributes.GetValueOrDefault(DeadLetters.HandlerAttribute),
            attributes.GetValueOrDefault(SourceDeliveries));
    }

    // Subscriptions are named <topic>-to-<function>. What came by no subscription of the suite belongs where events
    // of its kind belong.
    private static string? TopicOf(string? subscription, string? type) =>
        EventContracts.All.FirstOrDefault(contract =>
            IdOf(subscription).StartsWith(contract.Topic + "-to-", StringComparison.Ordinal))?.Topic
        ?? EventContracts.All.FirstOrDefault(contract =>
            type is not null && AggregateOf(type) == AggregateOf(contract.Type))?.Topic;

    // shop.order, without what happened and the version.
    private static string AggregateOf(string type) => string.Join('.', type.Split('.').Take(2));

    private static string IdOf(string? name) => name is null ? "" : name[(name.LastIndexOf('/') + 1)..];
}
