using Microsoft.Extensions.Logging;

namespace Shop.Api;

/// <summary>One line per outcome that a person must be able to find; never what a caller wrote.</summary>
internal static partial class ApiLog
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Route}: a service that the API needs does not answer")]
    public static partial void Unavailable(this ILogger logger, Exception fault, string method, string route);

    [LoggerMessage(2, LogLevel.Critical, "{Method} {Route} failed")]
    public static partial void Broken(this ILogger logger, Exception fault, string method, string route);

    [LoggerMessage(3, LogLevel.Information, "Published {Type} {Subject}; {Milliseconds} ms, event {EventId}")]
    public static partial void Published(
        this ILogger logger, string type, string subject, long milliseconds, string eventId);

    [LoggerMessage(4, LogLevel.Error, "Whether {Type} {Subject} was published is not known; event {EventId}")]
    public static partial void OutcomeUnknown(
        this ILogger logger, Exception fault, string type, string subject, string eventId);

    [LoggerMessage(5, LogLevel.Error, "The records of idempotency keys cannot be reached")]
    public static partial void KeysUnreachable(this ILogger logger, Exception fault);

    [LoggerMessage(6, LogLevel.Warning,
        "AUTH_MODE is none: every request is believed, whoever sends it. This is for a laptop only")]
    public static partial void NobodyIsVerified(this ILogger logger);

    [LoggerMessage(7, LogLevel.Error, "The keys that sign tokens cannot be read from {Url}")]
    public static partial void SigningKeysUnreachable(this ILogger logger, Exception fault, string url);

    [LoggerMessage(9, LogLevel.Error, "{Method} {Route} failed after its answer had begun")]
    public static partial void CutOff(this ILogger logger, Exception fault, string method, string route);

    [LoggerMessage(8, LogLevel.Information, "A token was refused: {Reason}")]
    public static partial void TokenRefused(this ILogger logger, string reason);
}
