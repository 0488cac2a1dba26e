using System.Globalization;
using Google.Cloud.PubSub.V1;

namespace Shop.LocalCloud.PubSub;

/// <summary>A message that one subscription has not acknowledged yet.</summary>
internal sealed class QueuedMessage(PubsubMessage message)
{
    internal PubsubMessage Message => message;

    internal string Id => message.MessageId;

    /// <summary>Ids are numbers that rise, so this is the order of publication.</summary>
    internal long Number { get; } = long.Parse(message.MessageId, CultureInfo.InvariantCulture);

    internal int Bytes { get; } = message.CalculateSize();

    /// <summary>
    /// By push: deliveries that failed. By pull: deliveries, since Pub/Sub learns of a failure only when the
    /// lease has ended.
    /// </summary>
    internal int Attempts { get; set; }

    /// <summary>
    /// When it may be delivered; its own publish time at first, so that those that wait longest come first.
    /// </summary>
    internal DateTimeOffset AvailableAt { get; set; } = message.PublishTime.ToDateTimeOffset();

    /// <summary>The attempt that a fault on purpose has put off: it is put off once only.</summary>
    internal int PostponedAttempt { get; set; }

    /// <summary>Acknowledged or given up, though a list may still name it.</summary>
    internal bool IsGone { get; set; }
}
