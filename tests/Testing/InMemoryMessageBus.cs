using Google.Cloud.PubSub.V1;
using Grpc.Core;
using Shop.Eventing;

namespace Shop.Testing;

/// <summary>Keeps what is published; fails when it is told to, before or after it kept it.</summary>
public sealed class InMemoryMessageBus : IMessageBus
{
    private readonly Lock _gate = new();
    private readonly List<(TopicName Topic, PubsubMessage Message)> _published = [];
    private int _failuresBefore;
    private int _failuresAfter;

    public IReadOnlyList<(TopicName Topic, PubsubMessage Message)> Published
    {
        get
        {
            lock (_gate)
            {
                return [.. _published];
            }
        }
    }

    public void FailBefore(int times) => _failuresBefore = times;

    public void FailAfter(int times) => _failuresAfter = times;

    public Task<string> PublishAsync(TopicName topic, PubsubMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ThrowWhile(ref _failuresBefore);
            _published.Add((topic, message.Clone()));
            ThrowWhile(ref _failuresAfter);
            return Task.FromResult($"{_published.Count}");
        }
    }

    private static void ThrowWhile(ref int failures)
    {
        if (failures > 0)
        {
            failures--;
            throw new RpcException(new Status(StatusCode.Unavailable, "told to fail"));
        }
    }
}
