using Google.Api.Gax;
using Google.Api.Gax.Grpc;

namespace Google.Cloud.PubSub.V1;

/// <summary>The calls of the Publisher service, one by one.</summary>
public abstract class PublisherServiceApiClient
{
    public static string DefaultEndpoint { get; } = "pubsub.googleapis.com:443";

    public static IReadOnlyList<string> DefaultScopes { get; } = Array.AsReadOnly<string>(
    [
        "https://www.googleapis.com/auth/cloud-platform",
        "https://www.googleapis.com/auth/pubsub",
    ]);

    public static PublisherServiceApiClient Create() => new PublisherServiceApiClientBuilder().Build();

    public static Task<PublisherServiceApiClient> CreateAsync(
        CancellationToken cancellationToken = default) =>
        new PublisherServiceApiClientBuilder().BuildAsync(cancellationToken);

    public virtual Topic CreateTopic(Topic request, CallSettings callSettings = null) =>
        throw new NotImplementedException();

    public virtual Task<Topic> CreateTopicAsync(Topic request, CallSettings callSettings = null) =>
        throw new NotImplementedException();

    public virtual Task<Topic> CreateTopicAsync(Topic request, CancellationToken cancellationToken) =>
        CreateTopicAsync(request, CallSettings.FromCancellationToken(cancellationToken));

    public virtual Topic CreateTopic(string name, CallSettings callSettings = null) =>
        CreateTopic(new Topic { Name = Given(name, nameof(name)) }, callSettings);

    public virtual Task<Topic> CreateTopicAsync(string name, CallSettings callSettings = null) =>
        CreateTopicAsync(new Topic { Name = Given(name, nameof(name)) }, callSettings);

    public virtual Task<Topic> CreateTopicAsync(string name, CancellationToken cancellationToken) =>
        CreateTopicAsync(name, CallSettings.FromCancellationToken(cancellationToken));

    public virtual Topic CreateTopic(TopicName name, CallSettings callSettings = null) =>
        CreateTopic(new Topic { TopicName = Given(name, nameof(name)) }, callSettings);

    public virtual Task<Topic> CreateTopicAsync(TopicName name, CallSettings callSettings = null) =>
        CreateTopicAsync(new Topic { TopicName = Given(name, nameof(name)) }, callSettings);

    public virtual Task<Topic> CreateTopicAsync(TopicName name, CancellationToken cancellationToken) =>
        CreateTopicAsync(name, CallSettings.FromCancellationToken(cancellationToken));

    public virtual PublishResponse Publish(PublishRequest request, CallSettings callSettings = null) =>
        throw new NotImplementedException();

    public virtual Task<PublishResponse> PublishAsync(
        PublishRequest request, CallSettings callSettings = null) =>
        throw new NotImplementedException();

    public virtual Task<PublishResponse> PublishAsync(
        PublishRequest request, CancellationToken cancellationToken) =>
        PublishAsync(request, CallSettings.FromCancellationToken(cancellationToken));

    public virtual PublishResponse Publish(
        TopicName topic, IEnumerable<PubsubMessage> messages, CallSettings callSettings = null) =>
        Publish(Request(topic, messages), callSettings);

    public virtual Task<PublishResponse> PublishAsync(
        TopicName topic, IEnumerable<PubsubMessage> messages, CallSettings callSettings = null) =>
        PublishAsync(Request(topic, messages), callSettings);

    public virtual Task<PublishResponse> PublishAsync(
        TopicName topic, IEnumerable<PubsubMessage> messages, CancellationToken cancellationToken) =>
        PublishAsync(topic, messages, CallSettings.FromCancellationToken(cancellationToken));

    public virtual Topic GetTopic(GetTopicRequest request, CallSettings callSettings = null) =>
        throw new NotImplementedException();

    public virtual Task<Topic> GetTopicAsync(GetTopicRequest request, CallSettings callSettings = null) =>
        throw new NotImplementedException();

    public virtual Task<Topic> GetTopicAsync(GetTopicRequest request, CancellationToken cancellationToken) =>
        GetTopicAsync(request, CallSettings.FromCancellationToken(cancellationToken));

    public virtual Topic GetTopic(TopicName topic, CallSettings callSettings = null) =>
        GetTopic(new GetTopicRequest { TopicAsTopicName = Given(topic, nameof(topic)) }, callSettings);

    public virtual Task<Topic> GetTopicAsync(TopicName topic, CallSettings callSettings = null) =>
        GetTopicAsync(new GetTopicRequest { TopicAsTopicName = Given(topic, nameof(topic)) }, callSettings);

    public virtual Task<Topic> GetTopicAsync(TopicName topic, CancellationToken cancellationToken) =>
        GetTopicAsync(topic, CallSettings.FromCancellationToken(cancellationToken));

    private static PublishRequest Request(TopicName topic, IEnumerable<PubsubMessage> messages) => new()
    {
        TopicAsTopicName = Given(topic, nameof(topic)),
        Messages = { GaxPreconditions.CheckNotNull(messages, nameof(messages)) },
    };

    private static TopicName Given(TopicName name, string parameter) =>
        GaxPreconditions.CheckNotNull(name, parameter);

    private static string Given(string name, string parameter) =>
        GaxPreconditions.CheckNotNullOrEmpty(name, parameter);
}
