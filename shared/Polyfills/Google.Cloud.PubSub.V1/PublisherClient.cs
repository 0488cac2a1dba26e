using System.Text;
using Google.Api.Gax;
using Google.Protobuf;

namespace Google.Cloud.PubSub.V1;

/// <summary>
/// Publishes to one topic, several messages at a time. Make one and keep it: it batches what it is given.
/// </summary>
public abstract partial class PublisherClient : IAsyncDisposable
{
    public static BatchingSettings DefaultBatchingSettings { get; } =
        new(100L, 1_000_000L, TimeSpan.FromMilliseconds(10));

    /// <summary>The most that Pub/Sub accepts in one request.</summary>
    public static BatchingSettings ApiMaxBatchingSettings { get; } = new(ElementCountMax, ByteCountMax, null);

    public static TimeSpan DefaultDisposeTimeout { get; } = TimeSpan.FromSeconds(5);

    internal const long ElementCountMax = 1000;

    internal const long ByteCountMax = 10_000_000;

    // What Pub/Sub's clients agree on; smaller batches grow under gzip.
    internal const long DefaultCompressionBytesThreshold = 240;

    public virtual TopicName TopicName => throw new NotImplementedException();

    /// <summary>A client for production, with default settings.</summary>
    public static PublisherClient Create(TopicName topicName) => Builder(topicName).Build();

    /// <summary>A client for production, with default settings.</summary>
    public static Task<PublisherClient> CreateAsync(TopicName topicName) => Builder(topicName).BuildAsync();

    /// <returns>The id of the message, once Pub/Sub has acknowledged it.</returns>
    public virtual Task<string> PublishAsync(PubsubMessage message) => throw new NotImplementedException();

    /// <param name="orderingKey">Null or empty for none.</param>
    /// <param name="message">The text.</param>
    /// <param name="encoding">Null for UTF-8.</param>
    public virtual Task<string> PublishAsync(string orderingKey, string message, Encoding encoding = null) =>
        PublishAsync(orderingKey, ByteString.CopyFrom(message, encoding ?? Encoding.UTF8));

    public virtual Task<string> PublishAsync(string message, Encoding encoding = null) =>
        PublishAsync("", message, encoding);

    public virtual Task<string> PublishAsync(string orderingKey, IMessage message) =>
        PublishAsync(orderingKey, message.ToByteString());

    public virtual Task<string> PublishAsync(IMessage message) => PublishAsync("", message);

    public virtual Task<string> PublishAsync(string orderingKey, ByteString message) =>
        PublishAsync(new PubsubMessage { OrderingKey = orderingKey ?? "", Data = message });

    public virtual Task<string> PublishAsync(ByteString message) => PublishAsync("", message);

    public virtual Task<string> PublishAsync(string orderingKey, byte[] message) =>
        PublishAsync(orderingKey, ByteString.CopyFrom(message));

    public virtual Task<string> PublishAsync(byte[] message) => PublishAsync("", message);

    /// <summary>Accepts messages again for a key that an error has closed.</summary>
    public virtual void ResumePublish(string orderingKey) => throw new NotImplementedException();

    /// <summary>
    /// Accepts no more messages, sends the waiting ones and completes when they are acknowledged.
    /// </summary>
    /// <param name="hardStopToken">Gives up: messages not yet acknowledged are cancelled, and so is the
    /// task.</param>
    public virtual Task ShutdownAsync(CancellationToken hardStopToken) => throw new NotImplementedException();

    public virtual Task ShutdownAsync(TimeSpan timeout) =>
        ShutdownAsync(new CancellationTokenSource(timeout).Token);

    /// <summary>
    /// <see cref="ShutdownAsync(TimeSpan)"/> with the <see cref="Settings.DisposeTimeout"/>.
    /// </summary>
#pragma warning disable CA1816 // No finalizer exists to be suppressed, here or in the derived class.
    public virtual ValueTask DisposeAsync() => throw new NotImplementedException();
#pragma warning restore CA1816

    private static PublisherClientBuilder Builder(TopicName topicName) =>
        new() { TopicName = GaxPreconditions.CheckNotNull(topicName, nameof(topicName)) };
}
