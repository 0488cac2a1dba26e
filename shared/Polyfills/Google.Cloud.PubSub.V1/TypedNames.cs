namespace Google.Cloud.PubSub.V1;

// Typed views of the name fields of generated messages; an empty field is null.

public partial class Topic
{
    public TopicName TopicName
    {
        get => Name.Length == 0 ? null : TopicName.Parse(Name, allowUnparsed: true);
        set => Name = value?.ToString() ?? "";
    }
}

public partial class PublishRequest
{
    public TopicName TopicAsTopicName
    {
        get => Topic.Length == 0 ? null : TopicName.Parse(Topic, allowUnparsed: true);
        set => Topic = value?.ToString() ?? "";
    }
}

public partial class GetTopicRequest
{
    public TopicName TopicAsTopicName
    {
        get => Topic.Length == 0 ? null : TopicName.Parse(Topic, allowUnparsed: true);
        set => Topic = value?.ToString() ?? "";
    }
}

public partial class Subscription
{
    public SubscriptionName SubscriptionName
    {
        get => Name.Length == 0 ? null : SubscriptionName.Parse(Name, allowUnparsed: true);
        set => Name = value?.ToString() ?? "";
    }

    public TopicName TopicAsTopicName
    {
        get => Topic.Length == 0 ? null : TopicName.Parse(Topic, allowUnparsed: true);
        set => Topic = value?.ToString() ?? "";
    }
}
