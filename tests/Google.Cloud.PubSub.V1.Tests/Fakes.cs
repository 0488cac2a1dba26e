using System.Collections.Concurrent;
using System.Threading.Channels;
using Google.Api.Gax;
using Google.Api.Gax.Grpc;
using Google.Cloud.PubSub.V1;

namespace Shop.Tests.PubSubClient;

/// <summary>Remembers delays and does not wait.</summary>
internal sealed class InstantScheduler : IScheduler
{
    public ConcurrentQueue<TimeSpan> Delays { get; } = new();

    public Task Delay(TimeSpan delay, CancellationToken cancellationToken)
    {
        Delays.Enqueue(delay);
        return Task.CompletedTask;
    }
}

/// <summary>Delays end when the test says so.</summary>
internal sealed class ManualScheduler : IScheduler
{
    private readonly Channel<(TimeSpan Delay, TaskCompletionSource End)> _delays =
        Channel.CreateUnbounded<(TimeSpan, TaskCompletionSource)>();

    public Task Delay(TimeSpan delay, CancellationToken cancellationToken)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellationToken.Register(() => end.TrySetCanceled(cancellationToken));
        _delays.Writer.TryWrite((delay, end));
        return end.Task;
    }

    public async Task<TimeSpan> EndNextDelayAsync()
    {
        var (delay, end) = await _delays.Reader.ReadAsync();
        end.TrySetResult();
        return delay;
    }
}

/// <summary>Stands until it is moved.</summary>
internal sealed class ManualClock(DateTime now) : IClock
{
    public DateTime Now { get; set; } = now;

    public DateTime GetCurrentDateTimeUtc() => Now;
}

/// <summary>Hands each request to the test, which answers it.</summary>
internal sealed class ManualApi : PublisherServiceApiClient
{
    private readonly Channel<ManualCall> _calls = Channel.CreateUnbounded<ManualCall>();

    public override Task<PublishResponse> PublishAsync(
        PublishRequest request, CallSettings? callSettings = null)
    {
        var call = new ManualCall(request);
        callSettings?.CancellationToken?.Register(() => call.Answer.TrySetCanceled());
        _calls.Writer.TryWrite(call);
        return call.Answer.Task;
    }

    public ValueTask<ManualCall> NextAsync() => _calls.Reader.ReadAsync();

    public bool HasCall => _calls.Reader.TryPeek(out _);
}

internal sealed record ManualCall(PublishRequest Request)
{
    public TaskCompletionSource<PublishResponse> Answer { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IEnumerable<string> Texts => Request.Messages.Select(message => message.Data.ToStringUtf8());

    /// <summary>Every message gets its own text as id.</summary>
    public void Succeed() => Answer.SetResult(new PublishResponse { MessageIds = { Texts } });
}
