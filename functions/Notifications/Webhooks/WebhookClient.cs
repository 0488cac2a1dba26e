using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Shop.Notifications.Hosts;
using Shop.Notifications.Targets;

namespace Shop.Notifications.Webhooks;

/// <summary>
/// Calls receivers as Standard Webhooks says. The handshake of CloudEvents webhooks (OPTIONS with
/// <c>WebHook-Request-Origin</c>) is left out: Standard Webhooks knows none, and receivers built for it would
/// refuse it.
/// </summary>
/// <param name="http">See <see cref="WebhookHttp"/>.</param>
/// <param name="targets">Who may be called.</param>
/// <param name="secrets">Sign.</param>
/// <param name="gates">Keep one host's trouble from the others.</param>
/// <param name="clock">Time of signatures, and the limit of a call.</param>
public sealed class WebhookClient(
    HttpClient http, WebhookTargets targets, WebhookSecrets secrets, HostGates gates, TimeProvider clock)
{
    /// <summary>From resolving the name to the answer's headers.</summary>
    public static TimeSpan CallTimeout { get; } = TimeSpan.FromSeconds(10);

    /// <param name="notice">What the customer is told.</param>
    /// <param name="body">The event, from <see cref="WebhookMessage"/>.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been received all the same.</param>
    /// <exception cref="CallAgainException">Another attempt may succeed.</exception>
    public async Task<Attempt> CallAsync(
        OrderNotice notice, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var url = notice.CallbackUrl!;
        if (targets.Refusal(url) is { } refusal)
        {
            return new Attempt.Forbidden(refusal);
        }
        using var pass = gates.Enter($"{url.IdnHost}:{url.Port}");
        using var limit = new CancellationTokenSource(CallTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = Request(url, notice.EventId, body);
            // The body of the answer is nobody's business: WebhookHttp drops it beyond a few kilobytes.
            using var response = await http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Judge(response, pass);
        }
        catch (HttpRequestException fault) when (Cause<ForbiddenTargetException>(fault) is { } forbidden)
        {
            return new Attempt.Forbidden(forbidden.Message);
        }
        catch (HttpRequestException fault)
        {
            pass.Failed();
            throw new CallAgainException(Describe(fault));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            pass.Failed();
            throw new CallAgainException(
                $"The receiver did not answer within {CallTimeout.TotalSeconds:0} seconds.");
        }
    }

    private HttpRequestMessage Request(Uri url, string id, ReadOnlyMemory<byte> body)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json", "utf-8");
        return new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = content,
            Headers =
            {
                { "User-Agent", "shop-notifications/1" },
                { "webhook-id", id },
                { "webhook-timestamp", timestamp },
                { "webhook-signature", secrets.Sign(id, timestamp, body.Span) },
            },
        };
    }

    private Attempt Judge(HttpResponseMessage response, HostPass pass)
    {
        var status = (int)response.StatusCode;
        if (status is 408 or 429 or (>= 500 and < 600))
        {
            pass.Failed(status is 429 or 503 ? RetryAfter(response.Headers.RetryAfter) : null);
            throw new CallAgainException($"The receiver answered {status}.");
        }
        pass.Answered();
        return status switch
        {
            >= 200 and < 300 => new Attempt.Delivered(),
            410 => new Attempt.Gone(),
            _ => new Attempt.Refused(status),
        };
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? header?.Date - clock.GetUtcNow();

    // The kinds of fault and not their texts, which name the host.
    private static string Describe(HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError =>
            "The receiver's TLS certificate is not valid for the URL's host, or TLS failed otherwise.",
        HttpRequestError.NameResolutionError => "The URL's host has no address.",
        HttpRequestError.ConfigurationLimitExceeded =>
            $"The receiver's answer has over {WebhookHttp.HeaderKilobytesMax} KiB of headers.",
        var kind => $"The receiver could not be reached: {kind}"
            + (Cause<SocketException>(fault) is { } socket ? $", {socket.SocketErrorCode}." : "."),
    };

    private static TException? Cause<TException>(Exception fault)
        where TException : Exception =>
        fault as TException ?? (fault.InnerException is { } inner ? Cause<TException>(inner) : null);
}
