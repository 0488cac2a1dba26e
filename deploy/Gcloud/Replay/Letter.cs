using Google.Cloud.PubSub.V1;

namespace Shop.Gcloud.Replay;

/// <summary>A dead letter, as a list shows it. What is not known is null.</summary>
/// <param name="Object">Where it lies.</param>
/// <param name="Name">Under which name it was filed, which is another one where a run died with it.</param>
/// <param name="FiledAt">When it was filed first.</param>
/// <param name="Way">What replaying it means.</param>
/// <param name="Type">Of the event.</param>
/// <param name="EventId">Of the event.</param>
/// <param name="Reason">Why it was given up, for programs.</param>
internal sealed record Letter(
    LetterObject Object,
    string Name,
    DateTimeOffset FiledAt,
    Way Way,
    string? Type = null,
    string? EventId = null,
    string? Reason = null)
{
    /// <summary>Whether a run died, or was ended, while it replayed this letter.</summary>
    public bool IsInterrupted => Object.Name != Name;
}

/// <summary>What replaying a letter means.</summary>
internal abstract record Way
{
    private Way()
    {
    }

    /// <summary>It is published to the topic that it came from.</summary>
    public sealed record Publish(TopicName Topic) : Way;

    /// <summary>Its upload is written onto itself.</summary>
    public sealed record Rewrite(Upload Upload) : Way;

    /// <summary>It cannot be replayed.</summary>
    /// <param name="Why">For totals: lower-case words joined by hyphens.</param>
    /// <param name="Message">What is the matter, and what to do about it.</param>
    public sealed record None(string Why, string Message) : Way;
}

/// <summary>One content of an object that somebody has uploaded.</summary>
internal sealed record Upload(string Bucket, string Name, long Generation);
