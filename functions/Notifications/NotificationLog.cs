using Microsoft.Extensions.Logging;
using Shop.Contracts;

namespace Shop.Notifications;

/// <summary>
/// One record for each attempt. Which order, what about and by which channel, and nothing of a person:
/// neither the customer's id nor the URL, whose path may hold secrets and whose host may be a name.
/// </summary>
internal static partial class NotificationLog
{
    [LoggerMessage(10, LogLevel.Information,
        "Customer of order {OrderId} is told of {Type} by {Channel}; event {EventId}")]
    public static partial void Told(
        this ILogger logger, string orderId, string type, NotificationChannel channel, string eventId);

    [LoggerMessage(11, LogLevel.Information,
        "Customer of order {OrderId} is not told of {Type} by {Channel}: later news came first; event {EventId}")]
    public static partial void Superseded(
        this ILogger logger, string orderId, string type, NotificationChannel channel, string eventId);

    [LoggerMessage(12, LogLevel.Warning,
        "Customer of order {OrderId} will not be told of {Type} by {Channel}: {Reason}; event {EventId}")]
    public static partial void NotTold(
        this ILogger logger, string orderId, string type, NotificationChannel channel, string reason,
            string eventId);

    [LoggerMessage(13, LogLevel.Warning,
        "Customer of order {OrderId} is not yet told of {Type} by {Channel}: {Reason} Again later: event {EventId}")]
    public static partial void NotYetTold(
        this ILogger logger, string orderId, string type, NotificationChannel channel, string reason,
            string eventId);
}
