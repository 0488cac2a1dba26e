namespace Shop.LocalCloud.Feed;

/// <summary>
/// One thing that happened in the local cloud, as the web page shows it. In JSON its names are in camel case,
/// kinds are their names, times are ISO 8601, and what is unknown is null; names are added, never changed.
/// </summary>
/// <param name="Number">
/// Rises by one with each entry; a page that reconnects asks for what came after it.
/// </param>
/// <param name="Time">When it happened; of a delivery, when it ended.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Place">
/// Where: <c>gs://bucket</c>, a topic id, the name of a function, or a subscription id.
/// </param>
/// <param name="Summary">A sentence for people; never a payload.</param>
/// <param name="EventId">The id of the CloudEvent it is about, where there is one.</param>
/// <param name="EventType">The type of the CloudEvent it is about, where there is one.</param>
/// <param name="Message">The Pub/Sub message it is about; null for storage and for processes.</param>
/// <param name="Delivery">The attempt to deliver that message or storage event; null for all else.</param>
/// <param name="Subject">
/// The object that a storage event is about, as <c>gs://bucket/name</c>; null for all else.
/// </param>
public sealed record FeedEntry(
    long Number,
    DateTimeOffset Time,
    FeedKind Kind,
    string Place,
    string Summary,
    string? EventId = null,
    string? EventType = null,
    FeedMessage? Message = null,
    FeedDelivery? Delivery = null,
    string? Subject = null);

/// <summary>
/// A Pub/Sub message and the envelope of the CloudEvent in it. Entries with one <c>correlationId</c> are the
/// timeline of one request; <c>causationId</c> is the <c>eventId</c> of the entry that led to this one.
/// </summary>
/// <param name="MessageId">The id that Pub/Sub gave it; the same for all of its deliveries.</param>
/// <param name="Topic">The id of the topic it was published to.</param>
/// <param name="Source">The event's attribute <c>source</c>.</param>
/// <param name="Subject">The event's attribute <c>subject</c>.</param>
/// <param name="CorrelationId">The event's attribute <c>correlationid</c>.</param>
/// <param name="CausationId">The event's attribute <c>causationid</c>.</param>
/// <param name="Pushes">
/// To how many subscriptions it will be pushed; told once, where it is published. Until each of them has
/// acknowledged or given up, its story goes on.
/// </param>
public sealed record FeedMessage(
    string MessageId,
    string Topic,
    string? Source = null,
    string? Subject = null,
    string? CorrelationId = null,
    string? CausationId = null,
    int? Pushes = null);

/// <summary>One attempt to deliver a message or a storage event.</summary>
/// <param name="Subscription">
/// The id of the subscription; of a storage event, whose trigger has its own, <c>eventarc/</c> and the
/// function.
/// </param>
/// <param name="Function">The function it is pushed to; null for any other endpoint, and for pulls.</param>
/// <param name="Endpoint">The URL it was sent to; null where nothing was sent.</param>
/// <param name="Attempt">From 1; an attempt that was repeated on purpose keeps its number.</param>
/// <param name="Status">The HTTP status of the answer; null where there was none.</param>
/// <param name="Fault">Why it failed, in words; null where it was acknowledged.</param>
/// <param name="DurationMilliseconds">From sending to the answer.</param>
/// <param name="RetryInMilliseconds">When it is tried again; null where it is not.</param>
/// <param name="DeadLettered">
/// Whether this failure was the last one, and the message went to the dead letters.
/// </param>
/// <param name="Chaos">What was done to this attempt on purpose, in words; null for nothing.</param>
public sealed record FeedDelivery(
    string Subscription,
    string? Function,
    string? Endpoint,
    int Attempt,
    int? Status = null,
    string? Fault = null,
    double DurationMilliseconds = 0,
    double? RetryInMilliseconds = null,
    bool DeadLettered = false,
    string? Chaos = null);

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
