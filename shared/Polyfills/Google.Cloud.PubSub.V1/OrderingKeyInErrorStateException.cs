namespace Google.Cloud.PubSub.V1;

/// <summary>
/// An earlier message with this ordering key was lost; publishing a later one would break the order, so it is
/// refused until <see cref="PublisherClient.ResumePublish"/>.
/// </summary>
public class OrderingKeyInErrorStateException(string orderingKey)
    : InvalidOperationException($"Cannot publish due to error state in ordering-key: '{orderingKey}'");
