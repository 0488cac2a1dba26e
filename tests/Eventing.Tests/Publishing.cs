using CloudNative.CloudEvents.SystemTextJson;
using Google.Cloud.PubSub.V1;
using Shop.Contracts;
using Shop.Testing;

namespace Shop.Eventing.Tests;

public sealed class Publishing
{
    private static readonly TopicName _images = TopicName.FromProjectTopic("local", "images");

    private readonly InMemoryMessageBus _bus = new();

    [Fact]
    public async Task Event_GoesToTheTopicOfItsType()
    {
        await Publisher(EventContracts.ImageFailed.Type).PublishAsync(Samples.Event(), default);

        Assert.Equal(_images, Assert.Single(_bus.Published).Topic);
    }

    [Fact]
    public async Task EventOfATypeWithoutATopic_IsRefused() => await Assert.ThrowsAsync<InvalidOperationException>(
        () => Publisher(EventContracts.ImageProcessed.Type).PublishAsync(Samples.Event(), default));

    [Fact]
    public async Task EventThatWasNotStored_IsNotTakenForPublished()
    {
        _bus.FailBefore(1);

        await Assert.ThrowsAsync<Grpc.Core.RpcException>(
            () => Publisher(EventContracts.ImageFailed.Type).PublishAsync(Samples.Event(), default));
    }

    private EventPublisher Publisher(string type) =>
        new(_bus, new JsonEventFormatter(), new Dictionary<string, TopicName> { [type] = _images });
}
