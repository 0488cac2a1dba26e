using System.Globalization;

namespace Shop.LocalCloud.PubSub;

/// <summary>Names one delivery of one message to a puller.</summary>
internal static class AckId
{
    private const char Separator = '-';

    internal static string Of(QueuedMessage queued) => string.Create(
        CultureInfo.InvariantCulture, $"{queued.Id}{Separator}{queued.Attempts}");

    /// <summary>
    /// The message alone: an acknowledgement after the lease has ended may count, says Pub/Sub, and here it
    /// does.
    /// </summary>
    internal static string MessageOf(string ackId) =>
        ackId.Split(Separator) is [var id, var delivery]
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && int.TryParse(delivery, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? id
            : throw Refusal.Invalid($"Invalid ack id (ack_id={ackId})");
}
