using System.Net;
using System.Text.Json;

namespace Shop.Documents.Firestore;

/// <summary>
/// The names of google.rpc.Code that this store tells apart, and how to find one in an answer.
/// </summary>
internal static class RpcStatus
{
    public const string Aborted = "ABORTED";
    public const string AlreadyExists = "ALREADY_EXISTS";
    public const string DeadlineExceeded = "DEADLINE_EXCEEDED";
    public const string FailedPrecondition = "FAILED_PRECONDITION";
    public const string Internal = "INTERNAL";
    public const string NotFound = "NOT_FOUND";
    public const string OutOfRange = "OUT_OF_RANGE";
    public const string PermissionDenied = "PERMISSION_DENIED";
    public const string ResourceExhausted = "RESOURCE_EXHAUSTED";
    public const string Unauthenticated = "UNAUTHENTICATED";
    public const string Unavailable = "UNAVAILABLE";
    public const string Unknown = "UNKNOWN";

    /// <summary>
    /// The error that an answer holds, if any. Streamed answers are arrays, and may end in an error after
    /// documents.
    /// </summary>
    public static DocumentStoreException? FaultIn(JsonElement answer)
    {
        if (answer.ValueKind == JsonValueKind.Array)
        {
            return answer.EnumerateArray().Select(FaultIn).FirstOrDefault(fault => fault is not null);
        }
        if (answer.ValueKind != JsonValueKind.Object
            || !answer.TryGetProperty("error", out var error)
            || error.ValueKind != JsonValueKind.Object)
        {
            return null;
        }
        var status = Text(error, "status") ?? Unknown;
        return new DocumentStoreException(status, Text(error, "message") ?? "no message")
        {
            IsSurelyNotApplied = status == ResourceExhausted,
        };
    }

    /// <summary>
    /// For an answer that is not Firestore's: something in between gave it. Never one that would read as a
    /// lost race.
    /// </summary>
    public static DocumentStoreException FaultOf(HttpStatusCode code)
    {
        var status = code switch
        {
            HttpStatusCode.TooManyRequests => ResourceExhausted,
            HttpStatusCode.InternalServerError => Internal,
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable => Unavailable,
            HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout => DeadlineExceeded,
            HttpStatusCode.Unauthorized => Unauthenticated,
            HttpStatusCode.Forbidden => PermissionDenied,
            _ => Unknown,
        };
        return new DocumentStoreException(status, $"HTTP {(int)code} without a google.rpc status")
        {
            IsSurelyNotApplied = status == ResourceExhausted,
        };
    }

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
