using System.Net;
using System.Text;
using Google.Cloud.PubSub.V1;

namespace Shop.LocalCloud.PubSub.Push;

/// <summary>Sends one message once, and says what came of it.</summary>
internal sealed class PushSender(TimeProvider clock) : IDisposable
{
    // A redirect is no acknowledgement; a proxy knows no loopback; and the only trace is the message's own.
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        // As Google's emulator sends them.
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    })
    {
        // Each request ends by its own ack deadline.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <exception cref="OperationCanceledException">
    /// The local cloud ends; the attempt does not count.
    /// </exception>
    internal async Task<PushAnswer> SendAsync(
        Uri endpoint, Subscription settings, PubsubMessage message, int attempt, CancellationToken stopping)
    {
        var begin = clock.GetTimestamp();
        var (request, fault) = PushRequest.Of(endpoint, settings, message, attempt);
        if (request is null)
        {
            return PushAnswer.NotSent(fault!);
        }
        var deadline = TimeSpan.FromSeconds(settings.AckDeadlineSeconds);
        using var timeout = new CancellationTokenSource(deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            using (request)
            {
                using var response = await _client.SendAsync(
                    request, HttpCompletionOption.ResponseHeadersRead, either.Token);
                return new PushAnswer(
                    (int)response.StatusCode,
                    IsAcknowledgement(response.StatusCode) ? null : $"status {(int)response.StatusCode}",
                    clock.GetElapsedTime(begin));
            }
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Failed($"no answer within {deadline.TotalSeconds} s");
        }
        catch (HttpRequestException e)
        {
            return Failed(e.HttpRequestError == HttpRequestError.ConnectionError
                ? "no connection" : e.InnerException?.Message ?? e.Message);
        }

        PushAnswer Failed(string why) => new(null, why, clock.GetElapsedTime(begin));
    }

    public void Dispose() => _client.Dispose();

    // These and no other 2xx. 102 is among them too, but no HTTP client sees it as a final answer.
    private static bool IsAcknowledgement(HttpStatusCode status) =>
        status is HttpStatusCode.Processing or HttpStatusCode.OK or HttpStatusCode.Created
            or HttpStatusCode.Accepted or HttpStatusCode.NoContent;
}

/// <param name="Status">Null where there was no answer.</param>
/// <param name="Fault">Null where the message is acknowledged.</param>
/// <param name="Duration">From the start of the request.</param>
internal sealed record PushAnswer(int? Status, string? Fault, TimeSpan Duration)
{
    internal static PushAnswer NotSent(string why) => new(null, why, TimeSpan.Zero);
}
