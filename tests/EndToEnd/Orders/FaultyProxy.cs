using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Shop.EndToEnd.Orders;

/// <summary>
/// Between Google's emulator and a function, as the platform's front: it holds requests back while the function starts.
/// Some go through twice, and some are reported as failed, half of those after they went through.
/// </summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private const double TwiceShare = 0.05;
    private const double FailureShare = 0.02;

    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private readonly KilledFunction _function;
    private readonly Random _random;

    private FaultyProxy(KilledFunction function, int seed)
    {
        (_function, _random) = (function, new Random(seed));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    /// <param name="function">What it stands before.</param>
    /// <param name="seed">Decides which requests are struck.</param>
    public static async Task<FaultyProxy> StartAsync(KilledFunction function, int seed)
    {
        var proxy = new FaultyProxy(function, seed);
        await proxy._app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        double fate, failure;
        lock (_random)
        {
            (fate, failure) = (_random.NextDouble(), _random.NextDouble());
        }
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var status = 503;
        if (failure >= FailureShare / 2)
        {
            status = await ForwardAsync(context.Request, body.ToArray());
            status = fate < TwiceShare ? await ForwardAsync(context.Request, body.ToArray()) : status;
            status = failure < FailureShare ? 503 : status;
        }
        context.Response.StatusCode = status;
    }

    private async Task<int> ForwardAsync(HttpRequest request, byte[] body)
    {
        await _function.Started;
        using var forwarded = new HttpRequestMessage(HttpMethod.Post, _function.Address)
        {
            Content = new ByteArrayContent(body),
        };
        foreach (var (name, value) in request.Headers)
        {
            if (name.StartsWith("ce-", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("x-goog-", StringComparison.OrdinalIgnoreCase))
            {
                forwarded.Headers.TryAddWithoutValidation(name, value.ToString());
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
