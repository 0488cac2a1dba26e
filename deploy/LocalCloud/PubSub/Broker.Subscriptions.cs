using Google.Cloud.PubSub.V1;

namespace Shop.LocalCloud.PubSub;

internal sealed partial class Broker
{
    /// <summary>
    /// Raised after a subscription was written, with its name; never under the broker's lock.
    /// </summary>
    internal event Action<string>? SubscriptionWritten;

    /// <summary>
    /// Makes the declared subscriptions what they are declared to be, and ends those that an earlier run
    /// declared and this one does not: nobody would ever handle what they hold.
    /// </summary>
    internal void Declare(IReadOnlyList<DeclaredSubscription> declared)
    {
        lock (_gate)
        {
            foreach (var settings in declared.Select(each => each.ToSettings()))
            {
                CheckSettings(settings);
                if (!settings.Equals(_state.Subscriptions.GetValueOrDefault(settings.Name)?.Settings))
                {
                    Record(new SubscriptionWritten(settings));
                }
            }
            foreach (var queue in _state.Subscriptions.Values
                .Where(queue => DeclaredSubscription.IsDeclared(queue.Settings)
                    && declared.All(each => each.Name != queue.Settings.Name)).ToList())
            {
                _log($"Pub/Sub: {queue.Settings.Name} is no longer declared, and is deleted"
                    + (queue.Count == 0 ? "." : $" with {queue.Count} message(s)."));
                Record(new SubscriptionDeleted(queue.Settings.Name));
            }
        }
    }

    internal async Task<Subscription> CreateSubscriptionAsync(Subscription subscription)
    {
        var complete = SubscriptionRules.Complete(subscription);
        lock (_gate)
        {
            Rules.CheckSubscription(complete.Name);
            if (_state.Subscriptions.ContainsKey(complete.Name))
            {
                throw Refusal.AlreadyExists(complete.Name);
            }
            CheckSettings(complete);
            GetTopic(complete.Topic);
            Record(new SubscriptionWritten(complete));
        }
        await WrittenAsync(complete.Name);
        return complete;
    }

    internal async Task<Subscription> UpdateSubscriptionAsync(UpdateSubscriptionRequest request)
    {
        Subscription updated;
        lock (_gate)
        {
            var old = Queue(request.Subscription?.Name ?? "").Settings;
            updated = SubscriptionRules.Complete(UpdateMask.Apply(
                old, request.Subscription!, request.UpdateMask, SubscriptionRules.Mutable));
            CheckSettings(updated);
            Record(new SubscriptionWritten(updated));
        }
        await WrittenAsync(updated.Name);
        return updated;
    }

    /// <summary>Without an endpoint it is pulled from then on.</summary>
    internal async Task ModifyPushConfigAsync(ModifyPushConfigRequest request)
    {
        lock (_gate)
        {
            var updated = Queue(request.Subscription).Settings.Clone();
            updated.PushConfig = request.PushConfig?.Clone() ?? new PushConfig();
            CheckSettings(updated);
            Record(new SubscriptionWritten(updated));
        }
        await WrittenAsync(request.Subscription);
    }

    internal Subscription GetSubscription(string name)
    {
        lock (_gate)
        {
            return Queue(name).Settings;
        }
    }

    internal ListSubscriptionsResponse ListSubscriptions(ListSubscriptionsRequest request)
    {
        lock (_gate)
        {
            var page = Page.Of(
                _state.Subscriptions.Keys.Where(name => Page.IsIn(request.Project, name)),
                request.PageSize, request.PageToken);
            return new ListSubscriptionsResponse
            {
                Subscriptions = { page.Names.Select(name => _state.Subscriptions[name].Settings) },
                NextPageToken = page.NextToken,
            };
        }
    }

    internal async Task DeleteSubscriptionAsync(string name)
    {
        lock (_gate)
        {
            Queue(name);
            Record(new SubscriptionDeleted(name));
        }
        await _journal.DurableAsync();
    }

    private void CheckSettings(Subscription complete)
    {
        SubscriptionRules.Check(complete);
        if (complete.DeadLetterPolicy is { } deadLetter)
        {
            GetTopic(deadLetter.DeadLetterTopic);
        }
    }

    private async Task WrittenAsync(string name)
    {
        await _journal.DurableAsync();
        SubscriptionWritten?.Invoke(name);
    }

    private SubscriptionQueue Queue(string name) =>
        _state.Subscriptions.GetValueOrDefault(Rules.CheckSubscription(name)) ?? throw Refusal.NotFound(name);
}
