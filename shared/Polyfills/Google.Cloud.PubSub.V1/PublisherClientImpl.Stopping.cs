using Grpc.Core;

namespace Google.Cloud.PubSub.V1;

public sealed partial class PublisherClientImpl
{
    private readonly Func<Task> _shutdown;
    private readonly CancellationTokenSource _hardStop = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isClosed;
    private bool _isStopping;

#pragma warning disable CA2215 // The overridden method only throws.
    public override ValueTask DisposeAsync() =>
        new(ShutdownAsync(_settings.DisposeTimeout ?? DefaultDisposeTimeout));
#pragma warning restore CA2215

    /// <summary>Later calls await the first one, whose token alone counts.</summary>
    public override Task ShutdownAsync(CancellationToken hardStopToken)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return _stopped.Task;
            }
            _isClosed = true;
            foreach (var lane in _lanes.Values.Where(lane => lane.Open is not null))
            {
                Seal(lane);
            }
        }
        var registration = hardStopToken.Register(StopHard);
        _stopped.Task.ContinueWith(
            _ => registration.Dispose(), CancellationToken.None, TaskContinuationOptions.None,
            TaskScheduler.Default);
        StopIfDone();
        return _stopped.Task;
    }

    private void StopHard()
    {
        _hardStop.Cancel();
        List<PublishBatch> unsent;
        lock (_gate)
        {
            unsent =
                [.. _ready.Select(one => one.Batch), .. _lanes.Values.SelectMany(lane => lane.TakeAll())];
            _ready.Clear();
        }
        unsent.ForEach(batch => batch.Cancel());
        Stop();
    }

    private void StopIfDone()
    {
        lock (_gate)
        {
            if (!_isClosed || _inFlight > 0 || _ready.Count > 0
                || _lanes.Values.Any(lane => lane.Waiting.Count > 0))
            {
                return;
            }
        }
        Stop();
    }

    private void Stop()
    {
        lock (_gate)
        {
            if (_isStopping)
            {
                return;
            }
            _isStopping = true;
        }
        _ = Task.Run(async () =>
        {
            try
            {
                await (_shutdown?.Invoke() ?? Task.CompletedTask);
            }
            finally
            {
                if (_hardStop.IsCancellationRequested)
                {
                    _stopped.TrySetCanceled(CancellationToken.None);
                }
                else
                {
                    _stopped.TrySetResult();
                }
            }
        });
    }

    /// <returns>The batches that the failure has lost; none where the batch is tried again.</returns>
    private List<PublishBatch> Judge(PublishLane lane, PublishBatch batch, Exception failure)
    {
        if (!lane.IsOrdered)
        {
            return [batch];
        }
        lock (_gate)
        {
            // Giving up would lose the key's order, so what may pass is tried for ever; only a shutdown ends
            // it.
            if (IsPassing(failure) && !_hardStop.IsCancellationRequested)
            {
                lane.Waiting.AddFirst(batch);
                return [];
            }
            lane.HasFailed = true;
            return [batch, .. lane.TakeAll()];
        }
    }

    private static bool IsPassing(Exception failure) => failure is RpcException
    {
        StatusCode: StatusCode.Aborted or StatusCode.Cancelled or StatusCode.DeadlineExceeded
            or StatusCode.Internal or StatusCode.ResourceExhausted or StatusCode.Unknown
            or StatusCode.Unavailable
    };
}
