using Google.Cloud.PubSub.V1;
using Shop.LocalCloud.PubSub.Push;

namespace Shop.LocalCloud.PubSub;

internal sealed partial class Broker
{
    /// <summary>The subscriptions that are pushed.</summary>
    internal List<string> Pushed()
    {
        lock (_gate)
        {
            return [.. _state.Subscriptions.Values.Where(queue => queue.IsPush)
                .Select(queue => queue.Settings.Name)];
        }
    }

    internal bool IsPushed(string name)
    {
        lock (_gate)
        {
            return _state.Subscriptions.GetValueOrDefault(name) is { IsPush: true };
        }
    }

    /// <summary>Empty where it is not pushed.</summary>
    internal string EndpointOf(string name)
    {
        lock (_gate)
        {
            return _state.Subscriptions.GetValueOrDefault(name)?.Settings.PushConfig.PushEndpoint ?? "";
        }
    }

    /// <summary>
    /// Takes messages to push; each of them is acknowledged, rejected or postponed afterwards.
    /// </summary>
    /// <param name="name">Of the subscription.</param>
    /// <param name="room">How many it may take, by the settings as they are now.</param>
    /// <returns>Null where the subscription is gone, or is not pushed any more.</returns>
    internal PushWork? TakeToPush(string name, Func<Subscription, int> room)
    {
        lock (_gate)
        {
            if (_state.Subscriptions.GetValueOrDefault(name) is not { IsPush: true } queue)
            {
                return null;
            }
            var now = _clock.GetUtcNow();
            var count = room(queue.Settings);
            var leases = TakeFree(queue, count, now).ConvertAll(queued => new PushLease(
                queued.Message, queued.Attempts + 1, queued.PostponedAttempt == queued.Attempts + 1));
            var wait = leases.Count < count && queue.NextFreeAt is { } next ? next - now : (TimeSpan?)null;
            return new PushWork(queue.Settings, leases, queue.Arrival, wait);
        }
    }

    internal void PushAcknowledged(string name, string id)
    {
        lock (_gate)
        {
            if (_state.Subscriptions.GetValueOrDefault(name)?.Find(id) is not null)
            {
                Record(new Removed(name, [id]));
            }
        }
    }

    /// <summary>Counts a failed attempt; then the message waits, or goes to the dead letters.</summary>
    internal PushRejection PushRejected(string name, string id)
    {
        lock (_gate)
        {
            if (_state.Subscriptions.GetValueOrDefault(name) is not { } queue
                || queue.Find(id) is not { } queued)
            {
                return new PushRejection(DeadLettered: false, RetryIn: null);
            }
            Record(new Attempted(name, id, queued.Attempts + 1));
            if (IsExhausted(queue, queued) && DeadLetterAway(queue, queued))
            {
                return new PushRejection(DeadLettered: true, RetryIn: null);
            }
            var wait = RetryDelay.After(queue.Settings, id, queued.Attempts);
            queue.GiveBack(queued, _clock.GetUtcNow() + wait);
            return new PushRejection(DeadLettered: false, wait);
        }
    }

    /// <summary>Gives a message back without an attempt, once for each attempt.</summary>
    internal void Postpone(string name, string id, TimeSpan wait)
    {
        lock (_gate)
        {
            if (_state.Subscriptions.GetValueOrDefault(name) is { } queue && queue.Find(id) is { } queued)
            {
                queued.PostponedAttempt = queued.Attempts + 1;
                queue.GiveBack(queued, _clock.GetUtcNow() + wait);
            }
        }
    }

    /// <summary>Everything that waits for its next attempt may have it now.</summary>
    internal void EndWaits(string name)
    {
        lock (_gate)
        {
            _state.Subscriptions.GetValueOrDefault(name)?.EndWaits(_clock.GetUtcNow());
        }
    }

    internal void Wake(string name)
    {
        lock (_gate)
        {
            _state.Subscriptions.GetValueOrDefault(name)?.Wake();
        }
    }

    private static bool IsExhausted(SubscriptionQueue queue, QueuedMessage queued) =>
        queue.Settings.DeadLetterPolicy is { } policy && queued.Attempts >= policy.MaxDeliveryAttempts;

    /// <summary>
    /// First in, then out, in the order of the journal: a death in between leaves the message twice, never
    /// nowhere.
    /// </summary>
    /// <returns>
    /// False where the topic is gone: the message stays and is tried again, as Pub/Sub does.
    /// </returns>
    private bool DeadLetterAway(SubscriptionQueue queue, QueuedMessage queued)
    {
        var topic = queue.Settings.DeadLetterPolicy.DeadLetterTopic;
        if (!_state.Topics.ContainsKey(topic))
        {
            _log($"Pub/Sub: {queue.Settings.Name} cannot dead-letter message {queued.Id}: there is no {topic}.");
            return false;
        }
        Enqueue(topic, DeadLetter.Of(queue.Settings.Name, queued));
        Record(new Removed(queue.Settings.Name, [queued.Id]));
        return true;
    }
}

/// <param name="Settings">Of the subscription, as they are now.</param>
/// <param name="Leases">What is to be pushed.</param>
/// <param name="Arrival">Completes when there may be more to do.</param>
/// <param name="Wait">
/// Until there is, for all that is known; null where only an arrival can change it.
/// </param>
internal sealed record PushWork(
    Subscription Settings, IReadOnlyList<PushLease> Leases, Task Arrival, TimeSpan? Wait);

/// <param name="Message">To be pushed.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="WasPostponed">Whether this attempt was put off already.</param>
internal sealed record PushLease(PubsubMessage Message, int Attempt, bool WasPostponed);

/// <param name="DeadLettered">Whether it was the last attempt.</param>
/// <param name="RetryIn">Null where there is no next attempt.</param>
internal sealed record PushRejection(bool DeadLettered, TimeSpan? RetryIn);
