using Google.Cloud.PubSub.V1;

namespace Shop.Eventing;

/// <summary>Port: where messages are published.</summary>
public interface IMessageBus
{
    /// <summary>Completes when the message is stored durably, and not before.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="message">The message; at most 10 MB.</param>
    /// <param name="cancellationToken">Stops the waiting; the message may be published all the same.</param>
    /// <returns>The id that the server gave to the message.</returns>
    /// <exception cref="Grpc.Core.RpcException">It may or may not have been published: try again.</exception>
    Task<string> PublishAsync(TopicName topic, PubsubMessage message, CancellationToken cancellationToken);
}
