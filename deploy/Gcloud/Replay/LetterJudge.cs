using System.Globalization;
using System.Text;
using Google.Cloud.PubSub.V1;
using Shop.Eventing.Filing;
using Shop.Eventing.Handling;
using Shop.Topology;

namespace Shop.Gcloud.Replay;

/// <summary>Says what replaying a letter means, or why it cannot be replayed.</summary>
/// <param name="topology">What the suite consists of.</param>
/// <param name="names">Of the project.</param>
/// <param name="rewritesUploads">Whether uploads may be written anew.</param>
/// <param name="clock">Time.</param>
internal sealed class LetterJudge(
    SuiteTopology topology, ResourceNames names, bool rewritesUploads, TimeProvider clock)
{
    // https://cloud.google.com/pubsub/quotas#resource_limits. A letter keeps them unless somebody has edited it.
    private const int MessageBytesMax = 10_000_000;
    private const int AttributesMax = 100;
    private const int AttributeKeyBytesMax = 256;
    private const int AttributeValueBytesMax = 1024;

    // A letter that goes there would be filed where it has just been.
    private readonly HashSet<string> _topics =
    [
        .. topology.Topics.Select(topic => topic.Name)
            .Except(topology.Subscriptions.Select(subscription => subscription.DeadLetters?.Topic ?? "")),
    ];

    private readonly HashSet<string> _uploads =
        [.. topology.Functions.Select(function => function.Trigger?.Bucket).OfType<string>().Select(names.Bucket)];

    /// <param name="letter">The letter.</param>
    /// <param name="message">What it is replayed as.</param>
    /// <param name="carried">The event in it.</param>
    public Way Judge(FiledDeadLetter letter, PubsubMessage message, EventEnvelope carried)
    {
        if (carried.Type == UploadAnnouncement.Type)
        {
            return UploadAnnouncement.Judge(letter, _uploads, rewritesUploads);
        }
        if (letter.Origin.Topic is not { } topic)
        {
            return new Way.None(
                "topic-unknown", "It does not say which topic it came from. If you know, publish it there by hand.");
        }
        if (!_topics.Contains(topic))
        {
            return new Way.None(
                "topic-not-of-suite", $"Topic {topic} is none of deploy/topology.json to which events are published.");
        }
        var refused = TooOld(carried) ?? TooLarge(message);
        return refused is not null ? refused : new Way.Publish(TopicName.Parse(names.Topic(topic)));
    }

    // What is no event has no time either, and comes to nothing but another dead letter unless its function has learnt
    // to read it: that is why somebody replays it.
    private Way.None? TooOld(EventEnvelope carried)
    {
        if (carried.Type is null || carried.Id is null)
        {
            return null;
        }
        if (!DateTimeOffset.TryParse(
            carried.Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return new Way.None(
                "no-time", "The event has no time, so that functions refuse it: it may have been handled long ago.");
        }
        return clock.GetUtcNow() - time > PipelineLimits.ReplayHorizon
            ? new Way.None(
                "too-old",
                $"The event is older than {PipelineLimits.ReplayHorizon.TotalDays:0} days, so that functions refuse it: "
                + "nobody remembers whether it was handled. Publish what it says as a new event if it still holds.")
            : null;
    }

    private static Way.None? TooLarge(PubsubMessage message)
    {
        var fits = message.CalculateSize() <= MessageBytesMax
            && message.Attributes.Count <= AttributesMax
            && message.Attributes.All(attribute =>
                Encoding.UTF8.GetByteCount(attribute.Key) <= AttributeKeyBytesMax
                && Encoding.UTF8.GetByteCount(attribute.Value) <= AttributeValueBytesMax);
        if (!fits)
        {
            return new Way.None("too-large", "It is larger than a message of Pub/Sub may be.");
        }
        return message.Data.IsEmpty && message.Attributes.Count == 0
            ? new Way.None("empty", "Neither data nor an attribute is left of it, which Pub/Sub takes for no message.")
            : null;
    }
}
