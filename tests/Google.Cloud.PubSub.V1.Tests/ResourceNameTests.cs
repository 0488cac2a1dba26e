using Google.Api.Gax;
using Google.Cloud.PubSub.V1;

namespace Shop.Tests.PubSubClient;

public sealed class ResourceNameTests
{
    [Theory]
    [InlineData("projects/local/topics/orders")]
    [InlineData("//pubsub.googleapis.com/projects/local/topics/orders")]
    public void TopicOfAProject_IsParsed(string text)
    {
        var name = TopicName.Parse(text);

        Assert.Equal("local", name.ProjectId);
        Assert.Equal("orders", name.TopicId);
        Assert.Equal(TopicName.ResourceNameType.ProjectTopic, name.Type);
        Assert.Equal("projects/local/topics/orders", name.ToString());
        Assert.Equal(new TopicName("local", "orders"), name);
        Assert.True(name == TopicName.FromProjectTopic("local", "orders"));
        Assert.True(name != TopicName.FromProjectTopic("local", "images"));
        Assert.Equal(name.GetHashCode(), TopicName.FromProjectTopic("local", "orders").GetHashCode());
        Assert.True(((IResourceName)name).IsKnownPattern);
    }

    [Theory]
    [InlineData("")]
    [InlineData("orders")]
    [InlineData("projects/local/topics/")]
    [InlineData("projects//topics/orders")]
    [InlineData("projects/local/subscriptions/orders")]
    [InlineData("projects/local/topics/orders/more")]
    [InlineData("Projects/local/topics/orders")]
    public void OtherText_IsNoTopic(string text)
    {
        Assert.False(TopicName.TryParse(text, out var name));
        Assert.Null(name);
        Assert.Throws<ArgumentException>(() => TopicName.Parse(text));
    }

    [Fact]
    public void DeletedTopic_IsKnown()
    {
        var name = TopicName.Parse("_deleted-topic_");

        Assert.Equal(TopicName.ResourceNameType.DeletedTopic, name.Type);
        Assert.Null(name.TopicId);
        Assert.Equal("_deleted-topic_", name.ToString());
    }

    [Fact]
    public void UnparsedName_IsKeptWhereAllowed()
    {
        var name = TopicName.Parse("something", allowUnparsed: true);

        Assert.False(name.IsKnownPattern);
        Assert.Equal("something", name.ToString());
    }

    [Fact]
    public void MissingParts_AreRefused()
    {
        Assert.Throws<ArgumentNullException>(() => TopicName.FromProjectTopic(null!, "orders"));
        Assert.Throws<ArgumentException>(() => TopicName.FromProjectTopic("local", ""));
        Assert.Throws<ArgumentNullException>(() => TopicName.Parse(null!));
        Assert.Throws<ArgumentException>(() => TopicName.FormatProjectTopic("lo/cal", "orders"));
    }

    [Fact]
    public void Subscription_IsParsed()
    {
        var name = SubscriptionName.Parse("projects/local/subscriptions/watch");

        Assert.Equal("watch", name.SubscriptionId);
        Assert.Equal(SubscriptionName.FromProjectSubscription("local", "watch"), name);
        Assert.False(SubscriptionName.TryParse("projects/local/topics/watch", out _));
        Assert.Equal("projects/local/subscriptions/watch", SubscriptionName.Format("local", "watch"));
    }

    [Fact]
    public void MessageFields_HaveTypedViews()
    {
        var subscription = new Subscription { Topic = "_deleted-topic_" };

        Assert.Null(subscription.SubscriptionName);
        Assert.Equal(TopicName.FromDeletedTopic(), subscription.TopicAsTopicName);
    }
}
