using System.Diagnostics;

namespace Shop.Api.Http;

internal static class Traces
{
    /// <summary>Id of the trace of the request being answered; null where none is being kept.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } span
        ? span.TraceId.ToHexString()
        : null;
}
