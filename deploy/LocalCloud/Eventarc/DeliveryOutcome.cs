using Shop.LocalCloud.Chaos;
using Shop.LocalCloud.Feed;

namespace Shop.LocalCloud.Eventarc;

/// <summary>What came of one attempt to deliver a storage event.</summary>
/// <param name="Failure">Null where the function acknowledged.</param>
/// <param name="Status">Null where there was no answer.</param>
/// <param name="Duration">From sending to the answer.</param>
internal sealed record DeliveryOutcome(string? Failure, int? Status, TimeSpan Duration)
{
    public static DeliveryOutcome NotSent(string why) => new(why, null, TimeSpan.Zero);

    public FeedDelivery ToEntry(
        string subscription, string function, Uri address, int attempt, DeliveryFaults faults) => new(
        subscription, function, address.ToString(), attempt, Status, Failure, Duration.TotalMilliseconds,
        Chaos: faults.InWords);
}
