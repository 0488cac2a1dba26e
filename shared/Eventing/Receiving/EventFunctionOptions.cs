using Google.Cloud.PubSub.V1;
using Shop.Contracts;

namespace Shop.Eventing.Receiving;

/// <summary>How a function that handles events is configured, by environment variables.</summary>
/// <param name="ProjectId"><c>GOOGLE_CLOUD_PROJECT</c>: where its documents lie.</param>
/// <param name="DeadLettersTopic"><c>DEAD_LETTERS_TOPIC</c>.</param>
/// <param name="Topics"><c>ORDERS_TOPIC</c>, <c>INVENTORY_TOPIC</c>, …: one for each aggregate it publishes about.</param>
/// <param name="UnknownTypesSubscription">
/// <c>UNKNOWN_TYPES_SUBSCRIPTION</c>: per topic one function dead-letters types that nobody knows, so that nothing
/// vanishes and nothing is filed twice. This is the subscription by which it does; absent for none.
/// </param>
public sealed record EventFunctionOptions(
    string ProjectId,
    TopicName DeadLettersTopic,
    IReadOnlyDictionary<string, TopicName> Topics,
    string? UnknownTypesSubscription)
{
    /// <param name="settings">The function's environment; faults are added to it, and fallbacks returned.</param>
    /// <param name="published">Types that the function publishes.</param>
    public static EventFunctionOptions Read(Settings settings, IReadOnlyList<EventContract> published)
    {
        var topics = published.Select(contract => contract.Topic).Distinct()
            .ToDictionary(topic => topic, topic => settings.Topic(topic.ToUpperInvariant() + "_TOPIC"));
        return new EventFunctionOptions(
            settings.Required("GOOGLE_CLOUD_PROJECT", "the project whose Firestore holds the documents"),
            settings.Topic("DEAD_LETTERS_TOPIC"),
            published.ToDictionary(contract => contract.Type, contract => topics[contract.Topic]),
            settings.Optional("UNKNOWN_TYPES_SUBSCRIPTION"));
    }
}
