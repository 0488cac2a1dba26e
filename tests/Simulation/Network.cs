using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Google.Cloud.PubSub.V1;

namespace Shop.Simulation;

/// <summary>Pub/Sub at its worst: delivers late, out of order, twice, and gives up after a while.</summary>
internal sealed class Network(World world)
{
    public const string DeadLetters = "dead-letters";

    private static readonly JsonEventFormatter _formatter = new();

    private static readonly Dictionary<string, string[]> _subscribers = new()
    {
        ["orders"] = ["orders", "inventory"],
        ["inventory"] = ["orders", "inventory"],
    };

    private int _messages;

    /// <summary>Everything that was ever published by a function.</summary>
    public List<(string Function, string Topic, PubsubMessage Message)> Published { get; } = [];

    /// <summary>Messages on the dead-letter topic, each with the handler that gave it up.</summary>
    public List<PubsubMessage> Dead { get; } = [];

    /// <summary>Deliveries that the network gave up; replayed once the faults have ended.</summary>
    public List<(string Function, string Topic, PubsubMessage Message)> GivenUp { get; } = [];

    public string Publish(string topic, PubsubMessage message, string function)
    {
        Published.Add((function, topic, message));
        if (topic == DeadLetters)
        {
            Dead.Add(message);
        }
        else
        {
            Send(topic, message);
        }
        return $"{++_messages}";
    }

    /// <summary>From outside: a customer, an operator, a stranger.</summary>
    public void Send(string topic, PubsubMessage message)
    {
        foreach (var function in _subscribers.GetValueOrDefault(topic, []))
        {
            Deliver(function, topic, message);
        }
    }

    public void Replay()
    {
        foreach (var (function, topic, message) in GivenUp)
        {
            Deliver(function, topic, message);
        }
        GivenUp.Clear();
    }

    private void Deliver(string function, string topic, PubsubMessage message)
    {
        _ = UntilAcknowledgedAsync(function, topic, message);
        if (world.Scheduler.Chance(world.Faults.Duplicate))
        {
            _ = UntilAcknowledgedAsync(function, topic, message);
        }
    }

    private async Task UntilAcknowledgedAsync(string function, string topic, PubsubMessage message)
    {
        while (true)
        {
            await DelayAsync();
            try
            {
                var subscription = $"projects/local/subscriptions/{function}-{topic}";
                await world.ProcessOf(function).HandleAsync(Event(message, subscription), subscription);
                if (!world.Scheduler.Chance(world.Faults.AckLost))
                {
                    return;
                }
            }
            catch (Exception fault) when (fault is InjectedException or IOException)
            {
                // Delivered again.
            }
            catch (Exception bug)
            {
                world.Unexplained ??= bug;
                return;
            }
            if (world.Scheduler.Chance(world.Faults.DeadLetter))
            {
                // After it had an effect, perhaps: only a replay can tell.
                GivenUp.Add((function, topic, message));
                return;
            }
        }
    }

    private async Task DelayAsync()
    {
        for (var steps = world.Scheduler.Random.Next(12); steps > 0; steps--)
        {
            await SeededScheduler.YieldAsync();
        }
    }

    // Half of the deliveries come wrapped: the function must not be able to tell the difference.
    private CloudEvent Event(PubsubMessage message, string subscription)
    {
        if (world.Scheduler.Chance(0.5))
        {
            return new CloudEvent
            {
                Id = $"wrapper-{world.Scheduler.Random.Next()}",
                Source = new Uri("//pubsub.googleapis.com/projects/local/topics/any", UriKind.RelativeOrAbsolute),
                Type = "google.cloud.pubsub.topic.v1.messagePublished",
                Data = JsonSerializer.SerializeToElement(new
                {
                    subscription,
                    message = new { attributes = message.Attributes.ToDictionary(), data = message.Data.ToBase64() },
                }),
            };
        }
        var cloudEvent = new CloudEvent(CloudEventsSpecVersion.V1_0);
        foreach (var (name, value) in message.Attributes)
        {
            if (name.StartsWith("ce-", StringComparison.Ordinal) && name != "ce-specversion")
            {
                cloudEvent.SetAttributeFromString(name[3..], value);
            }
        }
        cloudEvent.DataContentType = message.Attributes["content-type"];
        _formatter.DecodeBinaryModeEventData(message.Data.Memory, cloudEvent);
        return cloudEvent;
    }
}
