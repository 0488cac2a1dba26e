using Microsoft.Extensions.Logging;

namespace Shop.ImageProcessor;

/// <summary>One line per outcome.</summary>
internal static partial class FunctionLog
{
    [LoggerMessage(1, LogLevel.Information,
        "Resized {Image} (generation {Generation}), {Sizes}; manifest {Manifest}, original {Original}; "
        + "{Milliseconds} ms, event {EventId}")]
    public static partial void Resized(
        this ILogger logger, string image, long generation, string sizes, string manifest, string original,
        long milliseconds, string eventId);

    [LoggerMessage(2, LogLevel.Information,
        "Already resized {Image} (generation {Generation}), announced again; manifest {Manifest}, original {Original}; "
        + "{Milliseconds} ms, event {EventId}")]
    public static partial void AlreadyResized(
        this ILogger logger, string image, long generation, string manifest, string original,
        long milliseconds, string eventId);

    [LoggerMessage(3, LogLevel.Warning,
        "Cannot process {Image} (generation {Generation}): {Reason}. {Message} {Milliseconds} ms, event {EventId}")]
    public static partial void Failed(
        this ILogger logger, string image, long generation, string reason, string message, long milliseconds, string eventId);

    [LoggerMessage(4, LogLevel.Information,
        "Left {Image} alone: generation {Generation} was replaced or deleted; {Milliseconds} ms, event {EventId}")]
    public static partial void Stale(
        this ILogger logger, string image, long generation, long milliseconds, string eventId);

    [LoggerMessage(5, LogLevel.Warning,
        "Left {Image} alone: it is a variant, and the trigger must not watch the variants bucket; event {EventId}")]
    public static partial void OwnOutput(this ILogger logger, string image, string eventId);

    [LoggerMessage(7, LogLevel.Information,
        "Left {Image} alone: no rule is for images of its name; generation {Generation}, event {EventId}")]
    public static partial void Unmatched(this ILogger logger, string image, long generation, string eventId);

    [LoggerMessage(6, LogLevel.Error, "Event {EventId} can never be handled and was dead-lettered: {Reason}. {Message}")]
    public static partial void DeadLettered(this ILogger logger, string eventId, string reason, string message);
}
