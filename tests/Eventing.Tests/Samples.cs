using CloudNative.CloudEvents;
using Shop.Contracts;

namespace Shop.Eventing.Tests;

internal static class Samples
{
    public const string TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    public static DateTimeOffset Time { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1));

    public static Uri Source { get; } = new("/shop/image-processor", UriKind.Relative);

    public static EventCause Cause { get; } = new("cause-1", "story-1", 2, TraceParent);

    public static string Id { get; } = EventIds.Derive("image.failed", "uploads", "Ä 100%.png", "7");

    public static OutgoingEvent Draft { get; } = OutgoingEvent.Of(
        EventContracts.ImageFailed,
        ImageId.Of("uploads", "Ä 100%.png").Value,
        7,
        new ImageFailed(
            ImageId.Of("uploads", "Ä 100%.png"),
            new ImageOriginal("uploads", "Ä 100%.png", 7, "image/png", 12),
            ImageFailureReasons.Corrupt,
            "The image cannot be decoded."));

    public static CloudEvent Event() => Draft.Seal(Id, Source, Cause, Time);

    /// <summary>The least that an event of somebody else's making has.</summary>
    public static CloudEvent Foreign(string id = "1") =>
        new() { Id = id, Source = new Uri("//elsewhere", UriKind.RelativeOrAbsolute), Type = "somebody.said.something" };
}
