using Google.Cloud.PubSub.V1;
using Grpc.Core;

namespace Shop.Tests.PubSubClient;

public sealed class ApiClientTests
{
    [Fact]
    public async Task CreateTopic_SendsTheNameAndReturnsTheTopic()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Message(new Topic { TopicName = ScriptedServer.Topic, Labels = { ["a"] = "b" } }));
        var client = await Client(server).BuildAsync();

        var topic = await client.CreateTopicAsync(ScriptedServer.Topic);

        var request = Assert.Single(server.Requests);
        Assert.Equal("/google.pubsub.v1.Publisher/CreateTopic", request.Path);
        Assert.Equal("projects/local/topics/orders", Topic.Parser.ParseFrom(request.Body).Name);
        Assert.Equal("b", topic.Labels["a"]);
    }

    [Fact]
    public async Task GetTopicSynchronously_ReportsTheStatus()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.TrailersOnly(StatusCode.NotFound));
        var client = Client(server).Build();

        var failure = await Task.Run(() =>
            Assert.Throws<RpcException>(() => client.GetTopic(ScriptedServer.Topic)));

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
        Assert.Equal("/google.pubsub.v1.Publisher/GetTopic", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task CancelledCall_IsCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = await ScriptedServer.StartAsync(async context =>
        {
            await cancellation.CancelAsync();
            await Answer.Never()(context);
        });
        var client = await Client(server).BuildAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(
            () => client.GetTopicAsync(ScriptedServer.Topic, cancellation.Token));

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
    }

    private static PublisherServiceApiClientBuilder Client(ScriptedServer server) => new()
    {
        Endpoint = "http://" + server.Endpoint,
        ChannelCredentials = ChannelCredentials.Insecure,
    };
}
