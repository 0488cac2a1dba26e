using System.Net;
using Shop.LocalCloud.Chaos;
using Shop.LocalCloud.Feed;
using Shop.LocalCloud.Hosting;

namespace Shop.LocalCloud.Eventarc;

/// <summary>What a trigger says about deliveries to its function.</summary>
public sealed record DeliverySettings(
    string Function,
    Backoff Backoff,
    // No answer within it counts as a failure.
    TimeSpan RequestTimeout,
    // Requests at once.
    int Concurrency)
{
    /// <summary>Faults on purpose.</summary>
    public ChaosOptions Chaos { get; init; } = ChaosOptions.None;

    /// <summary>Kills the function's process.</summary>
    public Action Kill { get; init; } = () => { };
}

/// <summary>
/// Delivers events to one function, each as often as it takes, in no promised order: an event that fails does
/// not hold up the next.
/// </summary>
internal sealed class FunctionDelivery(
    DeliverySettings settings,
    EventOutbox outbox,
    FunctionAddresses addresses,
    HttpClient client,
    EventFeed feed,
    TimeProvider clock,
    Func<double> jitter) : IDisposable
{
    /// <summary>As the deployment sets it on the trigger's subscription.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    private readonly string _subscription = "eventarc/" + settings.Function;
    private readonly SemaphoreSlim _slots = new(settings.Concurrency);
    private readonly Lock _gate = new();
    private TaskCompletionSource _started = NewSignal();

    public async Task RunAsync(CancellationToken stopping)
    {
        addresses.Started += OnStarted;
        var running = new HashSet<Task>();
        try
        {
            await foreach (var queued in outbox.ReadAllAsync(settings.Function, stopping))
            {
                running.RemoveWhere(task => task.IsCompletedSuccessfully);
                running.Add(DeliverAsync(queued, stopping));
            }
        }
        finally
        {
            addresses.Started -= OnStarted;
            await Task.WhenAll(running);
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task DeliverAsync(StorageEvent queued, CancellationToken stopping)
    {
        for (var attempt = 0; !stopping.IsCancellationRequested;)
        {
            // Taken before the address is looked up, so that a start in between is not missed.
            var started = Started();
            if (clock.GetUtcNow() - queued.Time >= Retention)
            {
                outbox.Remove(queued);
                Report(FeedKind.DeliveryFailed, queued, $"was given up after {Retention.TotalDays} days");
                return;
            }
            if (addresses.Find(settings.Function) is not { } address)
            {
                await WaitAsync(Retention, started, stopping);
                continue;
            }
            attempt++;
            var faults = DeliveryFaults.Of(settings.Chaos, _subscription, queued.Id, attempt);
            if (faults.Wait > TimeSpan.Zero)
            {
                await WaitAsync(faults.Wait, NewSignal().Task, stopping);
            }
            var faulty = new FaultyDelivery(faults, settings.Kill);
            var send = () => TryAsync(queued, stopping);
            var outcome = await faulty.AttemptAsync(
                send, (answer, why) => (answer ?? DeliveryOutcome.NotSent(why)) with { Failure = why });
            var entry = outcome.ToEntry(_subscription, settings.Function, address, attempt, faults);
            if (outcome.Failure is null)
            {
                outbox.Remove(queued);
                Report(FeedKind.Delivered, queued, $"was handled at attempt {attempt}", entry);
                await faulty.RepeatAsync(send);
                return;
            }
            if (!stopping.IsCancellationRequested)
            {
                var wait = settings.Backoff.After(attempt, jitter());
                Report(
                    FeedKind.DeliveryFailed, queued,
                    $"failed at attempt {attempt} ({outcome.Failure}); again in {wait.TotalSeconds:0.#} s",
                    entry with { RetryInMilliseconds = wait.TotalMilliseconds });
                await WaitAsync(wait, started, stopping);
            }
        }
    }

    private async Task<DeliveryOutcome> TryAsync(StorageEvent queued, CancellationToken stopping)
    {
        try
        {
            await _slots.WaitAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return DeliveryOutcome.NotSent("the local cloud is stopping");
        }
        // From here, as the wait for a slot is not the function's.
        var sent = clock.GetTimestamp();
        try
        {
            // Only now: while the event waited for a slot the function may have died, and somebody else have got its
            // port, who would acknowledge what is none of his.
            if (addresses.Find(settings.Function) is not { } address)
            {
                return DeliveryOutcome.NotSent("the function does not run");
            }
            using var timeout = new CancellationTokenSource(settings.RequestTimeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
            using var request = queued.ToRequest(address);
            using var response = await client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Answered(
                IsAcknowledgement(response.StatusCode) ? null : $"status {(int)response.StatusCode}",
                (int)response.StatusCode);
        }
        catch (OperationCanceledException)
        {
            return Answered($"no answer within {settings.RequestTimeout.TotalSeconds} s");
        }
        catch (HttpRequestException fault)
        {
            return Answered(
                fault.HttpRequestError == HttpRequestError.ConnectionError ? "no connection" : fault.Message);
        }
        finally
        {
            _slots.Release();
        }

        DeliveryOutcome Answered(string? failure, int? status = null) =>
            new(failure, status, clock.GetElapsedTime(sent));
    }

    // Pub/Sub, which carries Eventarc's events, takes these and no other 2xx.
    private static bool IsAcknowledgement(HttpStatusCode status) =>
        status is HttpStatusCode.Processing or HttpStatusCode.OK or HttpStatusCode.Created
            or HttpStatusCode.Accepted or HttpStatusCode.NoContent;

    private async Task WaitAsync(TimeSpan wait, Task started, CancellationToken stopping)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(Task.Delay(wait, clock, enough.Token), started);
        await enough.CancelAsync();
    }

    private void Report(
        FeedKind kind, StorageEvent queued, string outcome, FeedDelivery? delivery = null)
    {
        var subject = $"gs://{queued.Bucket}/{queued.Name}";
        feed.Append(
            kind, settings.Function, $"The event for {subject} {outcome}.", queued.Id, StorageEvent.Type,
            delivery: delivery, subject: subject);
    }

    private Task Started()
    {
        lock (_gate)
        {
            return _started.Task;
        }
    }

    private void OnStarted(string function)
    {
        if (function == settings.Function)
        {
            TaskCompletionSource waiting;
            lock (_gate)
            {
                (waiting, _started) = (_started, NewSignal());
            }
            waiting.SetResult();
        }
    }

    private static TaskCompletionSource NewSignal() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
