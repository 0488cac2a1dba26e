using System.Collections.Concurrent;
using Google.Api.Gax;
using Google.Cloud.PubSub.V1;

namespace Shop.Eventing;

/// <summary>
/// Publishes through one <see cref="PublisherClient"/> per topic, made when the topic is first used: a start-up
/// that publishes nothing connects to nothing.
/// </summary>
public sealed class PubSubMessageBus : IMessageBus, IAsyncDisposable
{
    private readonly ConcurrentDictionary<TopicName, Lazy<Task<PublisherClient>>> _publishers = new();

    /// <inheritdoc/>
    public async Task<string> PublishAsync(
        TopicName topic, PubsubMessage message, CancellationToken cancellationToken)
    {
        var publisher = await Publisher(topic).WaitAsync(cancellationToken);
        return await publisher.PublishAsync(message).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, publisher) in _publishers)
        {
            if (publisher.Value.IsCompletedSuccessfully)
            {
                await (await publisher.Value).DisposeAsync();
            }
        }
    }

    // A client that could not be made (no credentials yet) must not be remembered as the answer for ever.
    private Task<PublisherClient> Publisher(TopicName topic)
    {
        var entry = _publishers.GetOrAdd(topic, static name => new Lazy<Task<PublisherClient>>(() => Create(name)));
        if (entry.Value.IsFaulted && _publishers.TryRemove(KeyValuePair.Create(topic, entry)))
        {
            return Publisher(topic);
        }
        return entry.Value;
    }

    private static Task<PublisherClient> Create(TopicName topic) => new PublisherClientBuilder
    {
        TopicName = topic,
        EmulatorDetection = EmulatorDetection.EmulatorOrProduction,
        // A function publishes a handful of events and waits for them: waiting for a fuller batch only adds latency.
        Settings = new PublisherClient.Settings
        {
            BatchingSettings = new BatchingSettings(
                elementCountThreshold: 100, byteCountThreshold: 1_000_000, delayThreshold: TimeSpan.FromMilliseconds(1)),
        },
    }.BuildAsync();
}
