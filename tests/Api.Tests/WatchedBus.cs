using Google.Cloud.PubSub.V1;
using Shop.Eventing;
using Shop.Testing;

namespace Shop.Api.Tests;

/// <summary>The in-memory bus; a test may act as the rest of the suite does when something is published.</summary>
internal sealed class WatchedBus : IMessageBus
{
    private readonly InMemoryMessageBus _bus = new();

    public Func<PubsubMessage, Task>? OnPublished { get; set; }

    public IReadOnlyList<(TopicName Topic, PubsubMessage Message)> Published => _bus.Published;

    public void FailBefore(int times) => _bus.FailBefore(times);

    public void FailAfter(int times) => _bus.FailAfter(times);

    public async Task<string> PublishAsync(TopicName topic, PubsubMessage message, CancellationToken cancellationToken)
    {
        var id = await _bus.PublishAsync(topic, message, cancellationToken);
        if (OnPublished is { } act)
        {
            await act(message);
        }
        return id;
    }
}
