using Microsoft.Extensions.Logging;

namespace Shop.DeadLetters;

/// <summary>One line per letter.</summary>
internal static partial class FunctionLog
{
    [LoggerMessage(1, LogLevel.Warning, "Filed {Type} of {Origin}: {Reason}; object {Object}, message {MessageId}")]
    public static partial void Filed(
        this ILogger logger, string type, string origin, string reason, string @object, string messageId);

    [LoggerMessage(2, LogLevel.Information,
        "Filed before: {Type} of {Origin}: {Reason}; object {Object}, message {MessageId}")]
    public static partial void FiledBefore(
        this ILogger logger, string type, string origin, string reason, string @object, string messageId);
}
