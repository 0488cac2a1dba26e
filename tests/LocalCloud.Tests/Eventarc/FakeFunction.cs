using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Shop.LocalCloud.Tests.Eventarc;

/// <summary>A function that remembers what it was sent and answers as it is told.</summary>
public sealed class FakeFunction : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;
    private readonly Channel<ReceivedEvent> _received = Channel.CreateUnbounded<ReceivedEvent>();
    private readonly ConcurrentQueue<int> _answers = new();
    private TaskCompletionSource? _hold;
    private int _atOnce;

    private FakeFunction(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public int AtOnceMax { get; private set; }

    public static async Task<FakeFunction> StartAsync(params int[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var function = new FakeFunction(app);
        app.Run(function.AnswerAsync);
        await app.StartAsync();
        foreach (var answer in answers)
        {
            function._answers.Enqueue(answer);
        }
        return function;
    }

    /// <summary>Requests are not answered until <see cref="Release"/>.</summary>
    public void Hold() =>
        _hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _hold!.SetResult();

    public async Task<ReceivedEvent> NextAsync() =>
        await _received.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public bool HasReceivedMore => _received.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        _hold?.TrySetResult();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        AtOnceMax = Math.Max(AtOnceMax, Interlocked.Increment(ref _atOnce));
        using var reader = new StreamReader(context.Request.Body);
        var received = new ReceivedEvent(
            context.Request.Method, context.Request.Path,
            context.Request.Headers.ToDictionary(
                header => header.Key.ToLowerInvariant(), header => header.Value.ToString()),
            await reader.ReadToEndAsync());
        _received.Writer.TryWrite(received);
        if (_hold is { } hold)
        {
            await hold.Task;
        }
        context.Response.StatusCode = _answers.TryDequeue(out var answer)
            ? answer : StatusCodes.Status204NoContent;
        Interlocked.Decrement(ref _atOnce);
    }
}

public sealed record ReceivedEvent(
    string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Id => Headers["ce-id"];

    public string Name => Headers["ce-subject"]["objects/".Length..];
}
