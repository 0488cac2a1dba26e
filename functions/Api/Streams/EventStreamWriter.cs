using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Shop.Api.Streams;

/// <summary>
/// Writes the format <c>text/event-stream</c>. Not with the framework's own result for server-sent events:
/// that one cannot write comments, and a comment is how a silent connection is kept alive without waking up a
/// page.
/// </summary>
internal sealed class EventStreamWriter(HttpResponse response)
{
    public const string MediaType = "text/event-stream";

    // After a stream has ended, for whatever reason, browsers wait so long before they ask for the rest.
    private const int ReconnectMilliseconds = 1_000;

    /// <summary>Sends the headers at once, so that a page knows that it is connected.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        // For proxies that wait until they have enough.
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        await SendAsync($"retry: {ReconnectMilliseconds}\n\n", cancellationToken);
    }

    public async Task WriteAsync(StreamEvent streamEvent, CancellationToken cancellationToken)
    {
        var id = streamEvent.Id is null ? "" : $"id: {streamEvent.Id}\n";
        var head = $"event: {streamEvent.Name}\n{id}data: ";
        await SendAsync(head + Encoding.UTF8.GetString(streamEvent.Json.Span) + "\n\n", cancellationToken);
    }

    public Task WriteCommentAsync(string text, CancellationToken cancellationToken) =>
        SendAsync($": {text}\n\n", cancellationToken);

    private async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
