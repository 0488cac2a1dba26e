using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Grpc.Core;

namespace Google.Cloud.PubSub.V1.Transport;

/// <summary>
/// How a call ended, read from headers, trailers and failures (gRPC over HTTP/2, "Responses").
/// </summary>
internal static class GrpcStatus
{
    /// <returns>Null where the headers carry no status.</returns>
    internal static Status? Find(HttpHeaders headers)
    {
        if (!headers.TryGetValues("grpc-status", out var values))
        {
            return null;
        }
        var code = int.TryParse(
                values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Enum.IsDefined((StatusCode)number)
            ? (StatusCode)number
            : StatusCode.Unknown;
        var message = headers.TryGetValues("grpc-message", out var words) ? string.Join(",", words) : "";
        return new Status(code, Uri.UnescapeDataString(message));
    }

    /// <returns>
    /// Null for a response that is gRPC; otherwise what a proxy or a wrong address answered.
    /// </returns>
    internal static Status? FindForeign(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return new Status(
                FromHttp(response.StatusCode),
                $"Bad gRPC response. HTTP status code: {(int)response.StatusCode}");
        }
        var contentType = response.Content.Headers.ContentType?.ToString();
        return contentType is null
            ? new Status(
                StatusCode.Cancelled, "Bad gRPC response. Response did not have a content-type header.")
            : IsGrpc(contentType) ? null
            : new Status(
                StatusCode.Cancelled, "Bad gRPC response. Invalid content-type value: " + contentType);
    }

    /// <summary>What a failure of the connection or of the stream means to the caller.</summary>
    internal static Status FromFailure(Exception failure, string detail)
    {
        var code = failure switch
        {
            _ when Find<HttpProtocolException>(failure) is { } reset => FromReset(reset.ErrorCode),
            _ when Find<SocketException>(failure) is not null || Find<IOException>(failure) is not null =>
                StatusCode.Unavailable,
            _ => StatusCode.Internal,
        };
        return new Status(code, $"{detail} {failure.GetType().Name}: {failure.Message}", failure);
    }

    private static StatusCode FromHttp(HttpStatusCode code) => code switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
            or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };

    // The error codes of RFC 9113, section 7. NO_ERROR arrives with GOAWAY: the server is going, another will
    // come.
    private static StatusCode FromReset(long errorCode) => errorCode switch
    {
        0x0 or 0x7 => StatusCode.Unavailable,
        0x8 => StatusCode.Cancelled,
        0xb => StatusCode.ResourceExhausted,
        0xc => StatusCode.PermissionDenied,
        _ => StatusCode.Internal,
    };

    private static bool IsGrpc(string contentType) =>
        contentType.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase)
        && contentType.AsSpan("application/grpc".Length) is [] or [';', ..] or ['+', ..];

    private static T Find<T>(Exception failure)
        where T : Exception
    {
        while (failure is not null and not T)
        {
            failure = failure.InnerException;
        }
        return (T)failure;
    }
}
