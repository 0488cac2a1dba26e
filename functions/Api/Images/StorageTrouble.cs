using System.Net.Sockets;
using Google;
using Google.Apis.Auth.OAuth2.Responses;
using Shop.Api.Http;

namespace Shop.Api.Images;

/// <summary>What it looks like when Cloud Storage, or the way there, is out of order.</summary>
internal static class StorageTrouble
{
    private const int RetryAfterSeconds = 5;

    /// <summary>
    /// Also where it refuses, for want of a permission or of the bucket: the deployment is at fault then, not
    /// the caller.
    /// </summary>
    public static bool Is(Exception fault) => fault
        is GoogleApiException or HttpRequestException or TokenResponseException or IOException
        or SocketException or OperationCanceledException;

    public static Problem Problem() => Http.Problem.Of(
        ProblemTypes.Unavailable, "Cloud Storage does not answer. Send the same request again soon.")
        with { RetryAfterSeconds = RetryAfterSeconds, TraceId = Traces.Current };
}
