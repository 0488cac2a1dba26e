using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Google.Cloud.PubSub.V1;
using Shop.Testing;

namespace Shop.Eventing.Tests;

/// <summary>What somebody else sent is passed on as it came, or not at all changed.</summary>
public sealed class ForeignEvents
{
    private static readonly TopicName _topic = TopicName.FromProjectTopic("local", "dead-letters");

    private readonly InMemoryMessageBus _bus = new();
    private readonly JsonEventFormatter _formatter = new();

    private DeadLetters DeadLetters => new(_bus, _formatter, _topic, "image-processor");

    [Fact]
    public async Task DeadLetter_KeepsTheEventAndSaysWhy()
    {
        var cloudEvent = Samples.Event();

        await DeadLetters.PublishAsync(cloudEvent, "contract-violation", "No \"name\".", default);

        var (topic, message) = Assert.Single(_bus.Published);
        Assert.Equal(_topic, topic);
        Assert.Equal("image-processor", message.Attributes["dl-handler"]);
        Assert.Equal("contract-violation", message.Attributes["dl-reason"]);
        Assert.Equal("No ?name?.", message.Attributes["dl-message"]);
        var plain = cloudEvent.ToPubsubMessage(_formatter);
        Assert.Equal(plain.Data, message.Data);
        Assert.All(plain.Attributes, pair => Assert.Equal(pair.Value, message.Attributes[pair.Key]));
    }

    [Theory]
    [InlineData("projects/local/subscriptions/orders-to-views", true)]
    [InlineData("100%", false)]
    [InlineData(null, false)]
    public async Task DeadLetter_NamesTheSubscriptionThatDeliveredIt(string? subscription, bool named)
    {
        await DeadLetters.PublishAsync(Samples.Foreign(), "too-old", "It is old.", subscription, default);

        var attributes = Assert.Single(_bus.Published).Message.Attributes;
        Assert.Equal(named ? subscription : null, attributes.GetValueOrDefault("dl-subscription"));
    }

    [Fact]
    public async Task DeadLetterWithoutRoomForOurAttributes_TravelsInStructuredMode()
    {
        var cloudEvent = Samples.Foreign();
        foreach (var number in Enumerable.Range(0, 94))
        {
            cloudEvent.SetAttributeFromString($"x{number}", "1");
        }
        Assert.Equal(98, cloudEvent.ToPubsubMessage(_formatter).Attributes.Count);

        await DeadLetters.PublishAsync(cloudEvent, "too-old", "It is old.", "projects/p/subscriptions/sss", default);

        var message = Assert.Single(_bus.Published).Message;
        Assert.Equal(
            ["content-type", "dl-handler", "dl-message", "dl-reason", "dl-subscription"],
            message.Attributes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("1", JsonDocument.Parse(message.Data.ToStringUtf8()).RootElement.GetProperty("x93").GetString());
    }

    [Fact]
    public async Task DeadLetterThatCannotBePublished_IsNotAcknowledged()
    {
        _bus.FailBefore(1);

        await Assert.ThrowsAsync<Grpc.Core.RpcException>(
            () => DeadLetters.PublishAsync(Samples.Foreign(), "contract-violation", "No name.", default));
    }

    [Theory]
    [InlineData("Ärmel")]
    [InlineData("100%")]
    [InlineData("say \"hi\"")]
    public void AttributeThatAMessageCannotCarryUnchanged_TravelsInStructuredMode(string subject)
    {
        var cloudEvent = Samples.Foreign();
        cloudEvent.Subject = subject;

        AssertStructured(cloudEvent, root => Assert.Equal(subject, root.GetProperty("subject").GetString()));
    }

    [Fact]
    public void AttributeBeyondPubSubsLimit_TravelsInStructuredMode() => AssertStructured(
        Samples.Foreign(new string('x', 1025)), root => Assert.Equal(1025, root.GetProperty("id").GetString()!.Length));

    [Fact]
    public void AttributeAtPubSubsLimit_TravelsInBinaryMode() => Assert.Equal(
        1024, Samples.Foreign(new string('x', 1024)).ToPubsubMessage(_formatter).Attributes["ce-id"].Length);

    [Fact]
    public void EventThatLacksARequiredAttribute_IsRefused() => Assert.Throws<ArgumentException>(
        () => new CloudEvent { Id = "1", Type = "t" }.ToPubsubMessage(_formatter));

    [Fact]
    public void EventWithoutData_HasNoDataAndNoContentType()
    {
        var message = Samples.Foreign().ToPubsubMessage(_formatter);

        Assert.True(message.Data.IsEmpty);
        Assert.DoesNotContain("content-type", message.Attributes.Keys);
    }

    private void AssertStructured(CloudEvent cloudEvent, Action<JsonElement> check)
    {
        var message = cloudEvent.ToPubsubMessage(_formatter);

        Assert.StartsWith("application/cloudevents+json", message.Attributes["content-type"], StringComparison.Ordinal);
        Assert.Single(message.Attributes);
        check(JsonDocument.Parse(message.Data.ToStringUtf8()).RootElement);
    }
}
