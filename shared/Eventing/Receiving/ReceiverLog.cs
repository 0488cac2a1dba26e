using Microsoft.Extensions.Logging;

namespace Shop.Eventing.Receiving;

/// <summary>One line per outcome.</summary>
internal static partial class ReceiverLog
{
    [LoggerMessage(1, LogLevel.Information, "Handled {Type} {Subject}, said {Events}; {Milliseconds} ms, event {EventId}")]
    public static partial void Handled(
        this ILogger logger, string type, string subject, int events, long milliseconds, string eventId);

    [LoggerMessage(2, LogLevel.Information,
        "Handled before: {Type} {Subject}, said {Events} again; {Milliseconds} ms, event {EventId}")]
    public static partial void Duplicate(
        this ILogger logger, string type, string subject, int events, long milliseconds, string eventId);

    [LoggerMessage(3, LogLevel.Debug, "Not needed: {Type} {Subject}; event {EventId}")]
    public static partial void NotNeeded(this ILogger logger, string type, string subject, string eventId);

    [LoggerMessage(4, LogLevel.Error,
        "Dead-lettered {Type} {Subject}: {Reason}. {Message} {Milliseconds} ms, event {EventId}")]
    public static partial void DeadLettered(
        this ILogger logger, string type, string subject, string reason, string message, long milliseconds, string eventId);

    [LoggerMessage(5, LogLevel.Error, "Dead-lettered a request of {Bytes} bytes that is no CloudEvent; subscription {Subscription}")]
    public static partial void Undecodable(this ILogger logger, long bytes, string? subscription);
}
