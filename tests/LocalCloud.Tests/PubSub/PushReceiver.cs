using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shop.LocalCloud.Tests.Hosting;

namespace Shop.LocalCloud.Tests.PubSub;

/// <summary>An endpoint that keeps what it is pushed, byte by byte, and answers as it is told.</summary>
internal sealed class PushReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Push> _received = Channel.CreateUnbounded<Push>();
    private readonly ConcurrentQueue<int> _answers = new();
    private TaskCompletionSource? _hold;
    private int _atOnce;
    private int _atOnceMax;

    private PushReceiver(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>What it answers when it has no other answer.</summary>
    public int Answer { get; set; } = StatusCodes.Status204NoContent;

    public int AtOnceMax => _atOnceMax;

    public bool HasMore => _received.Reader.TryPeek(out _);

    public static async Task<PushReceiver> StartAsync(params int[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel =>
        {
            // A message may have 100 attributes with keys of 256 and values of 1,024 bytes.
            kestrel.Limits.MaxRequestHeaderCount = 200;
            kestrel.Limits.MaxRequestHeadersTotalSize = 256 * 1024;
        });
        var app = builder.Build();
        var receiver = new PushReceiver(app);
        app.Run(receiver.AnswerAsync);
        await app.StartAsync();
        foreach (var answer in answers)
        {
            receiver._answers.Enqueue(answer);
        }
        return receiver;
    }

    /// <summary>Requests are not answered until <see cref="Release"/>.</summary>
    public void Hold() => _hold = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _hold!.TrySetResult();

    public async Task<Push> NextAsync() =>
        await _received.Reader.ReadAsync().AsTask().WaitAsync(Patience.Bound);

    public async ValueTask DisposeAsync()
    {
        _hold?.TrySetResult();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var atOnce = Interlocked.Increment(ref _atOnce);
        Interlocked.Exchange(ref _atOnceMax, Math.Max(_atOnceMax, atOnce));
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _received.Writer.TryWrite(new Push(
            context.Request.Path,
            context.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()));
        if (_hold is { } hold)
        {
            await hold.Task;
        }
        context.Response.StatusCode = _answers.TryDequeue(out var answer) ? answer : Answer;
        Interlocked.Decrement(ref _atOnce);
    }
}

/// <summary>What an endpoint was sent.</summary>
internal sealed record Push(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}
