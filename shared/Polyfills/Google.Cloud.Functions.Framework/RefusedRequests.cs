using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Framework;

internal static class RefusedRequests
{
    /// <summary>
    /// Answers 400 with an empty body and logs why. The message is logged as it is: it may hold braces that a
    /// template would take for placeholders, and it must not add parameters to a structured log record.
    /// </summary>
    internal static void Refuse(
        this HttpResponse response, ILogger logger, Exception cause, bool withTrace = false)
    {
        response.StatusCode = StatusCodes.Status400BadRequest;
        logger.LogMessage(LogLevel.Error, cause.Message, withTrace ? cause : null);
    }

    internal static void LogMessage(
        this ILogger logger, LogLevel level, string message, Exception? exception = null) =>
        logger.Log(level, default, message, exception, static (text, _) => text);
}
