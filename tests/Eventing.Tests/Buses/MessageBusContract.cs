using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Shop.Testing;

namespace Shop.Eventing.Tests.Buses;

/// <summary>What every <see cref="IMessageBus"/> promises.</summary>
public abstract class MessageBusContract
{
    protected static TopicName Topic { get; } = TopicName.FromProjectTopic("local", "images");

    protected abstract IMessageBus Bus { get; }

    /// <summary>What a subscriber of <see cref="Topic"/> gets.</summary>
    protected abstract Task<IReadOnlyList<PubsubMessage>> ReceivedAsync(int count);

    [Fact]
    public async Task PublishedMessages_ArriveAsTheyWereSent()
    {
        var first = Message("one", 0x00, 0xFF);
        var second = Message("two");

        var ids = new[] { await Bus.PublishAsync(Topic, first, default), await Bus.PublishAsync(Topic, second, default) };

        Assert.Equal(2, ids.Distinct().Count());
        var received = await ReceivedAsync(2);
        Assert.Equal(
            new[] { first, second }.Select(Essence).Order(StringComparer.Ordinal),
            received.Select(Essence).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task MessagesPublishedAtOnce_AllArrive()
    {
        var sent = Enumerable.Range(0, 50).Select(number => Message($"m{number}")).ToList();

        await Task.WhenAll(sent.Select(message => Bus.PublishAsync(Topic, message, default)));

        Assert.Equal(
            sent.Select(Essence).Order(StringComparer.Ordinal),
            (await ReceivedAsync(50)).Select(Essence).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task CallThatIsCancelled_IsNotTakenForPublished() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => Bus.PublishAsync(Topic, Message("one"), new CancellationToken(canceled: true)));

    private static PubsubMessage Message(string name, params byte[] data) =>
        new() { Data = ByteString.CopyFrom(data), Attributes = { ["ce-id"] = name, ["ce-subject"] = "a b~!" } };

    private static string Essence(PubsubMessage message) =>
        $"{Convert.ToHexString(message.Data.Span)} {string.Join(", ", message.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal))}";
}

public sealed class InMemoryBusFulfilsTheContract : MessageBusContract
{
    private readonly InMemoryMessageBus _bus = new();

    protected override IMessageBus Bus => _bus;

    protected override Task<IReadOnlyList<PubsubMessage>> ReceivedAsync(int count) =>
        Task.FromResult<IReadOnlyList<PubsubMessage>>([.. _bus.Published.Select(published => published.Message)]);
}
