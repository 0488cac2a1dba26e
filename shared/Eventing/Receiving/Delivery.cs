namespace Shop.Eventing.Receiving;

/// <summary>How the event that is being handled got here. Scoped: one for each request.</summary>
public sealed class Delivery
{
    /// <summary>Header in which a push without wrapper names its subscription.</summary>
    internal const string SubscriptionHeader = "x-goog-pubsub-subscription-name";

    /// <summary>Full name of the subscription; null for what does not come from Pub/Sub.</summary>
    public string? Subscription { get; set; }
}
