using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Shop.Eventing.Filing;
using Shop.Gcloud.Replay;
using Shop.Gcloud.Tests.Replay.World;
using Shop.Testing;

namespace Shop.Gcloud.Tests.Replay;

/// <summary>What can be replayed, and why not.</summary>
public sealed class Judgements
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void LetterOfTheSuite_GoesToTheTopicItCameFrom() => Assert.Equal(
        new Way.Publish(new TopicName("shop-1", "orders")), Judge(Message()));

    [Theory]
    [InlineData(30, 0, null)]
    [InlineData(30, 1, "too-old")]
    public void AgeOfTheEvent_IsWhatCounts(int days, int seconds, string? why)
    {
        var message = Suite.Message("e-1", _clock.GetUtcNow() - TimeSpan.FromDays(days) - TimeSpan.FromSeconds(seconds));

        Assert.Equal(why, (Judge(message) as Way.None)?.Why);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("soon")]
    public void EventWithoutTime_IsRefusedAsFunctionsDo(string? time)
    {
        var message = Message();
        message.Attributes.Remove("ce-time");
        if (time is not null)
        {
            message.Attributes["ce-time"] = time;
        }

        Assert.Equal("no-time", Assert.IsType<Way.None>(Judge(message)).Why);
    }

    [Fact]
    public void WhatIsNoEvent_MayBeReplayedOnceItCanBeRead() =>
        Assert.IsType<Way.Publish>(Judge(new PubsubMessage { Data = ByteString.CopyFromUtf8("?") }));

    [Fact]
    public void StructuredEvent_IsJudgedByWhatItSays()
    {
        var message = new PubsubMessage
        {
            Data = ByteString.CopyFromUtf8("""{"id":"1","type":"a.b.c.v1","time":"2020-01-01T00:00:00Z"}"""),
            Attributes = { ["content-type"] = "application/cloudevents+json" },
        };

        Assert.Equal("too-old", Assert.IsType<Way.None>(Judge(message)).Why);
    }

    [Theory]
    [InlineData(null, "topic-unknown")]
    [InlineData("absent", "topic-not-of-suite")]
    [InlineData("dead-letters", "topic-not-of-suite")]
    public void TopicThatTakesNoEvents_IsNotPublishedTo(string? topic, string why) =>
        Assert.Equal(why, Assert.IsType<Way.None>(Judge(Message(), topic)).Why);

    [Theory]
    [InlineData(9_000_000, 1, 1, null)]
    [InlineData(10_000_000, 1, 1, "too-large")]
    [InlineData(1, 94, 1, null)]
    [InlineData(1, 95, 1, "too-large")]
    [InlineData(1, 1, 1_024, null)]
    [InlineData(1, 1, 1_025, "too-large")]
    public void MessageThatPubSubWouldRefuse_IsNotTried(int bytes, int attributes, int length, string? why)
    {
        // With the six that it has already.
        var message = Message();
        message.Data = ByteString.CopyFrom(new byte[bytes]);
        for (var number = 0; number < attributes; number++)
        {
            message.Attributes[$"ce-x{number}"] = new string('x', length);
        }

        Assert.Equal(why, (Judge(message) as Way.None)?.Why);
    }

    [Fact]
    public void MessageOfWhichNothingIsLeft_IsNotTried() =>
        Assert.Equal("empty", Assert.IsType<Way.None>(Judge(new PubsubMessage())).Why);

    [Theory]
    [InlineData("""{"bucket":"shop-1-uploads","name":"a.jpg","generation":"7"}""", true, null)]
    [InlineData("""{"bucket":"shop-1-uploads","name":"a.jpg","generation":7}""", true, null)]
    [InlineData("""{"bucket":"shop-1-uploads","name":"a.jpg","generation":"7"}""", false, "upload")]
    [InlineData("""{"bucket":"shop-1-variants","name":"a.jpg","generation":"7"}""", true, "upload-elsewhere")]
    [InlineData("""{"bucket":"shop-1-uploads","name":"a.jpg"}""", true, "upload-unknown")]
    [InlineData("""{"bucket":"shop-1-uploads","name":"\ud800","generation":"7"}""", true, "upload-unknown")]
    [InlineData("no JSON", true, "upload-unknown")]
    public void AnnouncementOfAnUpload_IsMadeAnewWhereThatIsAskedFor(string data, bool rewrites, string? why)
    {
        var message = Message();
        message.Attributes["ce-type"] = "google.cloud.storage.object.v1.finalized";
        message.Data = ByteString.CopyFromUtf8(data);

        var way = Judge(message, null, rewrites);

        Assert.Equal(why, (way as Way.None)?.Why);
        if (why is null)
        {
            Assert.Equal(new Way.Rewrite(new Upload("shop-1-uploads", "a.jpg", 7)), way);
        }
    }

    private PubsubMessage Message() => Suite.Message("e-1", _clock.GetUtcNow());

    private Way Judge(PubsubMessage message, string? topic = "orders", bool rewrites = false)
    {
        var letter = Suite.LetterOf(message, _clock.GetUtcNow());
        letter = letter with { Origin = letter.Origin with { Topic = topic } };
        var replayed = letter.Replay();
        return new LetterJudge(Suite.Topology, Suite.Names, rewrites, _clock)
            .Judge(letter, replayed, EventEnvelope.Of(replayed));
    }
}
