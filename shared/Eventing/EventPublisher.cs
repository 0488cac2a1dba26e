using CloudNative.CloudEvents;
using Google.Cloud.PubSub.V1;

namespace Shop.Eventing;

/// <summary>Publishes events to the topic of their aggregate.</summary>
/// <param name="bus">Where messages go.</param>
/// <param name="formatter">How events are written.</param>
/// <param name="topics">Topic of each event type that this function may publish.</param>
public sealed class EventPublisher(
    IMessageBus bus, CloudEventFormatter formatter, IReadOnlyDictionary<string, TopicName> topics)
{
    /// <summary>Completes when Pub/Sub has stored the event.</summary>
    /// <exception cref="InvalidOperationException">No topic is configured for the event's type: a bug.</exception>
    /// <exception cref="Grpc.Core.RpcException">It may or may not have been published: try again.</exception>
    public Task PublishAsync(CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        if (cloudEvent.Type is not { } type || !topics.TryGetValue(type, out var topic))
        {
            throw new InvalidOperationException($"No topic is configured for events of type '{cloudEvent.Type}'.");
        }
        return bus.PublishAsync(topic, cloudEvent.ToPubsubMessage(formatter), cancellationToken);
    }
}
