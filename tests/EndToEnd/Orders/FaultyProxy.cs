using System.Net;

namespace Shop.EndToEnd.Orders;

/// <summary>
/// Between Google's emulator and a function: some requests go through twice, and some are reported as failed, half
/// of those after they went through.
/// </summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private const double TwiceShare = 0.05;
    private const double FailureShare = 0.02;

    private readonly HttpListener _listener;
    private readonly HttpClient _http = new();
    private readonly Func<Uri> _target;
    private readonly Random _random;
    private readonly Task _serving;

    private FaultyProxy(HttpListener listener, Uri address, Func<Uri> target, int seed)
    {
        (_listener, Address, _target, _random) = (listener, address, target, new Random(seed));
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    /// <param name="target">Where the function answers now.</param>
    /// <param name="seed">Decides which requests are struck.</param>
    public static FaultyProxy Start(Func<Uri> target, int seed)
    {
        var address = new Uri($"http://127.0.0.1:{GoogleEmulator.FreePort()}/");
        var listener = new HttpListener { Prefixes = { address.ToString() } };
        listener.Start();
        return new FaultyProxy(listener, address, target, seed);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
        _http.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (HttpListenerException)
            {
                return;
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            _ = AnswerAsync(context, _random.NextDouble(), _random.NextDouble());
        }
    }

    private async Task AnswerAsync(HttpListenerContext context, double fate, double failure)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var status = 503;
        if (failure >= FailureShare / 2)
        {
            status = await ForwardAsync(context.Request, body.ToArray());
            status = fate < TwiceShare ? await ForwardAsync(context.Request, body.ToArray()) : status;
            status = failure < FailureShare ? 503 : status;
        }
        context.Response.StatusCode = status;
        context.Response.Close();
    }

    private async Task<int> ForwardAsync(HttpListenerRequest request, byte[] body)
    {
        using var forwarded = new HttpRequestMessage(HttpMethod.Post, _target()) { Content = new ByteArrayContent(body) };
        foreach (var name in request.Headers.AllKeys.OfType<string>())
        {
            if (name.StartsWith("ce-", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("x-goog-", StringComparison.OrdinalIgnoreCase))
            {
                forwarded.Headers.TryAddWithoutValidation(name, request.Headers[name]);
            }
        }
        forwarded.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        try
        {
            using var response = await _http.SendAsync(forwarded);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 502;
        }
    }
}
