using Google.Api.Gax;
using Google.Api.Gax.Grpc;

namespace Google.Cloud.PubSub.V1;

/// <summary>
/// Publishes by means of as many clients as it is given; each has one request under way at a time.
/// </summary>
public sealed partial class PublisherClientImpl : PublisherClient
{
    private readonly Lock _gate = new();
    private readonly Queue<PublisherServiceApiClient> _idle;
    private readonly Queue<(PublishLane Lane, PublishBatch Batch)> _ready = new();
    private readonly Dictionary<string, PublishLane> _lanes = new(StringComparer.Ordinal);
    private readonly Settings _settings;
    private readonly IScheduler _scheduler;
    private readonly long _countMax;
    private readonly long _bytesMax;
    private readonly TimeSpan? _delay;
    private int _inFlight;

    /// <param name="topicName">Where to publish.</param>
    /// <param name="clients">At least one.</param>
    /// <param name="settings">Must be valid; what its batching settings leave open is the most Pub/Sub
    /// accepts.</param>
    /// <param name="shutdown">Called once when all is sent or given up; may be null.</param>
    public PublisherClientImpl(
        TopicName topicName, IEnumerable<PublisherServiceApiClient> clients, Settings settings,
        Func<Task> shutdown)
    {
        TopicName = GaxPreconditions.CheckNotNull(topicName, nameof(topicName));
        _idle = new Queue<PublisherServiceApiClient>(GaxPreconditions.CheckNotNull(clients, nameof(clients)));
        GaxPreconditions.CheckArgument(_idle.Count > 0, nameof(clients), "Must contain at least one client");
        GaxPreconditions.CheckArgument(
            _idle.All(client => client is not null), nameof(clients), "All elements must be non-null");
        _settings = GaxPreconditions.CheckNotNull(settings, nameof(settings));
        _settings.Validate();
        _shutdown = shutdown;
        _scheduler = settings.Scheduler ?? SystemScheduler.Instance;
        var batching = settings.BatchingSettings ?? DefaultBatchingSettings;
        _countMax = batching.ElementCountThreshold ?? ElementCountMax;
        _bytesMax = batching.ByteCountThreshold ?? ByteCountMax;
        _delay = batching.DelayThreshold;
    }

    public override TopicName TopicName { get; }

    /// <exception cref="InvalidOperationException">After shutdown, or a key without ordering.</exception>
    /// <exception cref="OrderingKeyInErrorStateException">An earlier message of the key was lost.</exception>
    public override async Task<string> PublishAsync(PubsubMessage message)
    {
        var key = message.OrderingKey;
        GaxPreconditions.CheckState(
            _settings.EnableMessageOrdering || key.Length == 0,
            "Message ordering must be enabled in settings before using OrderingKey");
        Task<string> id;
        lock (_gate)
        {
            GaxPreconditions.CheckState(!_isClosed, "Publisher already shutdown, cannot use");
            id = Append(message, LaneOf(key));
        }
        return await id;
    }

    public override void ResumePublish(string orderingKey)
    {
        GaxPreconditions.CheckNotNullOrEmpty(orderingKey, nameof(orderingKey));
        lock (_gate)
        {
            if (_lanes.TryGetValue(orderingKey, out var lane) && lane.HasFailed)
            {
                _lanes.Remove(orderingKey);
            }
        }
    }

    private PublishLane LaneOf(string key)
    {
        if (!_lanes.TryGetValue(key, out var lane))
        {
            _lanes.Add(key, lane = new PublishLane(key));
        }
        return lane.HasFailed ? throw new OrderingKeyInErrorStateException(key) : lane;
    }

    private Task<string> Append(PubsubMessage message, PublishLane lane)
    {
        var bytes = message.CalculateSize();
        if (lane.Open is { } full && full.Bytes + bytes >= _bytesMax)
        {
            Seal(lane);
        }
        if (lane.Open is null)
        {
            var batch = lane.Open = new PublishBatch();
            _ = Task.Run(() => SealAfterDelayAsync(lane, batch));
        }
        var id = lane.Open.Add(message, bytes);
        if (lane.Open.Messages.Count >= _countMax || lane.Open.Bytes >= _bytesMax)
        {
            Seal(lane);
        }
        return id;
    }

    private async Task SealAfterDelayAsync(PublishLane lane, PublishBatch batch)
    {
        if (_delay is not { } delay)
        {
            return;
        }
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(batch.Sealed, _hardStop.Token);
        try
        {
            await _scheduler.Delay(delay, stop.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        lock (_gate)
        {
            if (lane.Open == batch)
            {
                Seal(lane);
            }
        }
    }

    private void Seal(PublishLane lane)
    {
        lane.Open.Seal();
        lane.Waiting.AddLast(lane.Open);
        lane.Open = null;
        Advance(lane);
        Send();
    }

    private void Advance(PublishLane lane)
    {
        while (lane.Waiting.First is { } next && !(lane.IsOrdered && lane.IsBusy))
        {
            lane.Waiting.RemoveFirst();
            lane.IsBusy = lane.IsOrdered;
            _ready.Enqueue((lane, next.Value));
        }
    }

    private void Send()
    {
        while (_ready.Count > 0 && _idle.Count > 0)
        {
            var (lane, batch) = _ready.Dequeue();
            var client = _idle.Dequeue();
            _inFlight++;
            _ = Task.Run(() => SendAsync(client, lane, batch));
        }
    }

    private async Task SendAsync(PublisherServiceApiClient client, PublishLane lane, PublishBatch batch)
    {
        Action report;
        try
        {
            var response = await CallAsync(client, batch);
            report = () => batch.Succeed(response.MessageIds);
            Settle(client, lane);
        }
        catch (OperationCanceledException)
        {
            report = batch.Cancel;
            Settle(client, lane);
        }
#pragma warning disable CA1031 // Whatever went wrong belongs to those who published the messages.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var lost = Judge(lane, batch, e);
            report = () => lost.ForEach(one => one.Fail(e));
            Settle(client, lane);
        }
        report();
    }

    private Task<PublishResponse> CallAsync(PublisherServiceApiClient client, PublishBatch batch)
    {
        var settings = CallSettings.FromCancellationToken(_hardStop.Token);
        return client is PublisherServiceApiClientOverGrpc grpc
            ? grpc.PublishAsync(
                new PublishRequest { TopicAsTopicName = TopicName, Messages = { batch.Messages } }, settings,
                _settings.EnableCompression && batch.Bytes
                    >= (_settings.CompressionBytesThreshold ?? DefaultCompressionBytesThreshold))
            : client.PublishAsync(TopicName, batch.Messages, settings);
    }

    private void Settle(PublisherServiceApiClient client, PublishLane lane)
    {
        lock (_gate)
        {
            _inFlight--;
            _idle.Enqueue(client);
            lane.IsBusy = false;
            Advance(lane);
            Send();
            // Ordering keys are many and short-lived; what is kept of an idle one would never be freed.
            if (lane.IsOrdered && lane.IsIdle)
            {
                _lanes.Remove(lane.Key);
            }
        }
        StopIfDone();
    }
}
