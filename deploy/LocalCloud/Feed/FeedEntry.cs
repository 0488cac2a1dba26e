namespace Shop.LocalCloud.Feed;

/// <summary>One thing that happened in the local cloud, as the web page shows it.</summary>
/// <param name="Number">
/// Rises by one with each entry; a page that reconnects asks for what came after it.
/// </param>
/// <param name="Time">When it happened.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Place">Where: <c>gs://bucket</c>, a topic id, or the name of a function.</param>
/// <param name="Summary">A sentence for people; never a payload.</param>
/// <param name="EventId">The id of the CloudEvent it is about, where there is one.</param>
/// <param name="EventType">The type of the CloudEvent it is about, where there is one.</param>
public sealed record FeedEntry(
    long Number,
    DateTimeOffset Time,
    FeedKind Kind,
    string Place,
    string Summary,
    string? EventId = null,
    string? EventType = null);

public enum FeedKind
{
    ObjectWritten,
    ObjectDeleted,
    MessagePublished,
    Delivered,
    DeliveryFailed,
    FunctionStarted,
    FunctionStopped,
}
