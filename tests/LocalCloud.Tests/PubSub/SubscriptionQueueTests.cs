using System.Globalization;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Shop.LocalCloud.PubSub;

namespace Shop.LocalCloud.Tests.PubSub;

public sealed class SubscriptionQueueTests
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void PushSubscription_DropsNothingAndIsFullInTheEnd()
    {
        var queue = new SubscriptionQueue(new Subscription { PushConfig = new() { PushEndpoint = "http://a/" } });
        for (var id = 1; id < SubscriptionQueue.PushMessagesMax; id++)
        {
            queue.Add(Message(id));
        }
        Assert.False(queue.IsFull);

        queue.Add(Message(SubscriptionQueue.PushMessagesMax));

        Assert.True(queue.IsFull);
        Assert.Empty(queue.Overflow());
        queue.Remove("1");
        Assert.False(queue.IsFull);
    }

    [Fact]
    public void PullSubscription_LosesItsOldestMessages()
    {
        var queue = new SubscriptionQueue(new Subscription { PushConfig = new() });
        for (var id = 1; id <= SubscriptionQueue.PullMessagesMax + 2; id++)
        {
            queue.Add(Message(id));
        }
        queue.Remove("1");

        Assert.Equal(["2"], queue.Overflow());
        Assert.False(queue.IsFull);
    }

    [Fact]
    public void MessageThatWaitsLongest_IsNext()
    {
        var queue = new SubscriptionQueue(new Subscription { PushConfig = new() });
        queue.Add(Message(1));
        queue.Add(Message(2));
        var first = queue.NextFree(_start.AddSeconds(5))!;
        queue.Take(first);
        queue.GiveBack(first, _start.AddSeconds(10));

        Assert.Equal("2", queue.NextFree(_start.AddSeconds(20))!.Id);
        queue.Remove("2");
        Assert.Null(queue.NextFree(_start.AddSeconds(9)));
        Assert.Equal("1", queue.NextFree(_start.AddSeconds(10))!.Id);
    }

    [Fact]
    public void ManyMessagesThrough_LeaveNothingBehind()
    {
        var queue = new SubscriptionQueue(new Subscription { PushConfig = new() });
        for (var id = 1; id <= 20_000; id++)
        {
            queue.Add(Message(id));
            queue.Remove(id.ToString(CultureInfo.InvariantCulture));
        }

        Assert.Equal(0, queue.Count);
        Assert.Null(queue.NextFreeAt);
        Assert.Empty(queue.OlderThan(DateTimeOffset.MaxValue));
    }

    private static PubsubMessage Message(int id) => new()
    {
        MessageId = id.ToString(CultureInfo.InvariantCulture),
        Data = ByteString.CopyFromUtf8("a"),
        PublishTime = Timestamp.FromDateTimeOffset(_start.AddTicks(id)),
    };
}
