using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Shop.Benchmarks;

/// <summary>A customer who answers each call at once, and remembers when it came.</summary>
internal sealed class HealthyReceiver : IAsyncDisposable
{
    /// <summary>Of the shop; for <c>WEBHOOK_SECRETS</c>.</summary>
    public const string Secret = "whsec_YSBzZWNyZXQgb2YgdGhlIGJlbmNobWFya3M=";

    private static readonly byte[] _key = Convert.FromBase64String(Secret["whsec_".Length..]);

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, long> _first = new();
    private int _calls;
    private int _forged;

    private HealthyReceiver(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single());

    /// <summary>Calls, with those that were repeated.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Calls whose signature was not right.</summary>
    public int Forged => Volatile.Read(ref _forged);

    /// <summary>Orders that it has heard of, and the timestamp of the first call about each.</summary>
    public IReadOnlyDictionary<string, long> First => _first;

    public static async Task<HealthyReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new HealthyReceiver(builder.Build());
        receiver._app.Run(receiver.AnswerAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var arrived = TimeProvider.System.GetTimestamp();
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers;
        byte[] signed =
        [
            .. Encoding.ASCII.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}."),
            .. body.ToArray(),
        ];
        var signature = "v1," + Convert.ToBase64String(HMACSHA256.HashData(_key, signed));
        if (headers["webhook-signature"] != signature)
        {
            Interlocked.Increment(ref _forged);
        }
        var order = JsonElement.Parse(body.ToArray()).GetProperty("subject").GetString()!;
        _first.TryAdd(order, arrived);
        Interlocked.Increment(ref _calls);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}

/// <summary>A customer whose server takes connections, reads nothing and answers nothing.</summary>
internal sealed class DeadHost : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<Socket> _held = [];
    private readonly Task _accepting;

    public DeadHost()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Url => new($"http://{_listener.LocalEndpoint}/");

    /// <summary>Connections that were made to it.</summary>
    public int Connections => _held.Count;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _held.ForEach(socket => socket.Dispose());
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            _held.Add(await _listener.AcceptSocketAsync(_end.Token));
        }
    }
}
