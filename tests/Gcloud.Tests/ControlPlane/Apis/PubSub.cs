using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Shop.Gcloud.Tests.ControlPlane.Apis;

/// <summary>Pub/Sub: topics and subscriptions.</summary>
internal static partial class PubSub
{
    public const string Service = "pubsub.googleapis.com";

    public static readonly Shape Subscription = Shape.Parse("""
        name topic labels{*} ackDeadlineSeconds:int retainAckedMessages:bool messageRetentionDuration filter
        pushConfig{pushEndpoint attributes{*} oidcToken{serviceAccountEmail audience} pubsubWrapper{}
                   noWrapper{writeMetadata:bool}}
        bigqueryConfig{*} cloudStorageConfig{*} enableMessageOrdering:bool expirationPolicy{ttl}
        deadLetterPolicy{deadLetterTopic maxDeliveryAttempts:int} retryPolicy{minimumBackoff maximumBackoff}
        detached:bool enableExactlyOnceDelivery:bool topicMessageRetentionDuration state messageTransforms:any
        """);

    private static readonly Shape _topic = Shape.Parse("""
        name labels{*} messageStoragePolicy{allowedPersistenceRegions[] enforceInTransit:bool} kmsKeyName
        schemaSettings{*} satisfiesPzs:bool messageRetentionDuration state ingestionDataSourceSettings{*}
        messageTransforms:any
        """);

    public static string TopicName(CloudState state, string topic) =>
        $"//{Service}/projects/{state.Project}/topics/{topic}";

    public static string SubscriptionName(CloudState state, string subscription) =>
        $"//{Service}/projects/{state.Project}/subscriptions/{subscription}";

    public static void AddTo(Routes routes, Operations operations)
    {
        new Collection(Service, "v1", "projects/{project}/topics", "topic")
        {
            Shape = _topic, Wrapper = "topic", Deleted = Orphan,
            Prepare = (request, topic, _) =>
            {
                CheckName(request.Resource);
                topic["state"] ??= "ACTIVE";
            },
        }.AddTo(routes, operations);
        new Collection(Service, "v1", "projects/{project}/subscriptions", "subscription")
        {
            Shape = Subscription, Wrapper = "subscription", Prepare = SubscriptionRules.Prepare,
        }.AddTo(routes, operations);
        Policies.AddTo(routes, Service, "v1/projects/{project}/topics/{topic}", "roles/pubsub. projects/");
        Policies.AddTo(
            routes, Service, "v1/projects/{project}/subscriptions/{subscription}", "roles/pubsub. projects/");
        routes.Add(Service, "GET v1/projects/{project}/topics/{topic}/subscriptions", "pageSize pageToken", OfTopic);
    }

    public static void CheckName(string resource)
    {
        var id = resource[(resource.LastIndexOf('/') + 1)..];
        if (!Id().IsMatch(id) || id.StartsWith("goog", StringComparison.Ordinal))
            throw Refusal.Invalid($"Invalid [name]: {resource}: 3 to 255 characters, not beginning with goog.");
    }

    // The subscriptions of a deleted topic stay, and say so.
    private static void Orphan(ApiRequest request)
    {
        foreach (var (name, subscription) in Subscriptions(request.State))
        {
            if ((string?)subscription["topic"] == request.Resource)
                request.State.Edit(name, orphan => orphan["topic"] = "_deleted-topic_");
        }
    }

    private static JsonObject OfTopic(ApiRequest request)
    {
        var topic = $"projects/{request["project"]}/topics/{request["topic"]}";
        var names = Subscriptions(request.State).Where(entry => (string?)entry.Value["topic"] == topic)
            .Select(entry => (JsonNode?)(string?)entry.Value["name"]);
        return new JsonObject { ["subscriptions"] = new JsonArray([.. names]) };
    }

    private static IReadOnlyList<KeyValuePair<string, JsonObject>> Subscriptions(CloudState state) =>
        state.Under(SubscriptionName(state, ""));

    [GeneratedRegex("^[A-Za-z][-A-Za-z0-9._~+%]{2,254}$")]
    private static partial Regex Id();
}
