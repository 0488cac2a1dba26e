using System.Globalization;
using Google.Apis.Http;

namespace Google.Cloud.Storage.V1;

/// <summary>
/// Tells the server which requests are attempts at the same thing: an id that they share, and a count, in
/// x-goog-api-client. An interceptor, because that header is only set when the request is sent.
/// </summary>
internal sealed class InvocationInterceptor : IHttpExecuteInterceptor
{
    private const string Header = "x-goog-api-client";
    private const string IdPrefix = "gccl-invocation-id/";
    private const string CountPrefix = "gccl-attempt-count/";

    internal static InvocationInterceptor Instance { get; } = new();

    public Task InterceptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Several values would be somebody else's doing, and no place to add ours.
        if (request.Headers.TryGetValues(Header, out var values) && values.ToList() is [var value])
        {
            request.Headers.Remove(Header);
            request.Headers.Add(Header, Counted(value));
        }

        return Task.CompletedTask;
    }

    private static string Counted(string value)
    {
        var parts = value.Split(' ').ToList();
        var counted = parts.FindIndex(part => part.StartsWith(CountPrefix, StringComparison.Ordinal));
        if (counted < 0)
        {
            parts.Add(IdPrefix + Guid.CreateVersion7());
            parts.Add(CountPrefix + "1");
        }
        else
        {
            var count = int.Parse(parts[counted].AsSpan(CountPrefix.Length), CultureInfo.InvariantCulture);
            parts[counted] = CountPrefix + (count + 1).ToString(CultureInfo.InvariantCulture);
        }

        return string.Join(' ', parts);
    }
}
