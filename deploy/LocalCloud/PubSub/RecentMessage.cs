using Google.Protobuf;

namespace Shop.LocalCloud.PubSub;

/// <summary>A message that was published lately, for people to look at.</summary>
/// <param name="Id">The id that Pub/Sub gave it.</param>
/// <param name="PublishTime">When it was published.</param>
/// <param name="Attributes">All of them.</param>
/// <param name="Start">The first bytes of its data.</param>
/// <param name="Bytes">The length of its data.</param>
public sealed record RecentMessage(
    string Id,
    DateTimeOffset PublishTime,
    IReadOnlyDictionary<string, string> Attributes,
    ByteString Start,
    int Bytes)
{
    /// <summary>Kept of each topic.</summary>
    public const int PerTopicMax = 100;

    /// <summary>Kept of each message.</summary>
    public const int StartBytesMax = 4096;
}
