using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Shop.Tests.PubSubClient;

/// <summary>The client against a server that somebody else wrote.</summary>
public sealed class EmulatorTests
{
    [SkippableFact]
    public async Task PublishedMessages_ArePulledByteByByte()
    {
        await using var emulator = await GoogleEmulator.StartAsync();
        using var http =
            new HttpClient { BaseAddress = new Uri($"http://{emulator.Host}/v1/projects/local/") };
        var api = await new PublisherServiceApiClientBuilder
        {
            Endpoint = emulator.Host,
            ChannelCredentials = ChannelCredentials.Insecure,
        }.BuildAsync();
        await api.CreateTopicAsync(ScriptedServer.Topic);
        await CreateSubscriptionAsync(http);
        await using var publisher = await new PublisherClientBuilder
        {
            TopicName = ScriptedServer.Topic,
            Endpoint = emulator.Host,
            ChannelCredentials = ChannelCredentials.Insecure,
        }.BuildAsync();
        var sent = Enumerable.Range(0, 150).Select(Message).ToArray();

        var ids = await Task.WhenAll(sent.Select(publisher.PublishAsync));

        Assert.Equal(sent.Length, ids.Distinct().Count());
        var received = await PullAsync(http, sent.Length);
        for (var i = 0; i < sent.Length; i++)
        {
            Assert.Equal(sent[i].Data, received[ids[i]].Data);
            Assert.Equal(sent[i].Attributes, received[ids[i]].Attributes);
        }
    }

    [SkippableFact]
    public async Task Refusals_CarryTheirStatus()
    {
        await using var emulator = await GoogleEmulator.StartAsync();
        var builder = new PublisherServiceApiClientBuilder
        {
            Endpoint = emulator.Host,
            ChannelCredentials = ChannelCredentials.Insecure,
        };
        var api = await builder.BuildAsync();
        await api.CreateTopicAsync(ScriptedServer.Topic);

        var twice = await Assert.ThrowsAsync<RpcException>(() => api.CreateTopicAsync(ScriptedServer.Topic));
        var missing = await Assert.ThrowsAsync<RpcException>(
            () => api.PublishAsync(TopicName.FromProjectTopic("local", "none"), [Message(1)]));
        var empty = await Assert.ThrowsAsync<RpcException>(
            () => api.PublishAsync(ScriptedServer.Topic, [new PubsubMessage()]));

        Assert.Equal(StatusCode.AlreadyExists, twice.StatusCode);
        Assert.Equal(StatusCode.NotFound, missing.StatusCode);
        Assert.Equal(StatusCode.InvalidArgument, empty.StatusCode);
        Assert.Equal(ScriptedServer.Topic, (await api.GetTopicAsync(ScriptedServer.Topic)).TopicName);
    }

    private static PubsubMessage Message(int number) => new()
    {
        Data = ByteString.CopyFrom([(byte)number, 0, 255, .. Encoding.UTF8.GetBytes("grüße")]),
        Attributes =
        {
            ["ce-id"] = $"{number}",
            ["content-type"] = "application/json",
            ["ü"] = "naïve \"quoted\" %",
        },
    };

    private static async Task CreateSubscriptionAsync(HttpClient http)
    {
        using var response = await http.PutAsJsonAsync(
            "subscriptions/watch", new JsonObject { ["topic"] = ScriptedServer.Topic.ToString() });
        response.EnsureSuccessStatusCode();
    }

    private static async Task<Dictionary<string, PubsubMessage>> PullAsync(HttpClient http, int count)
    {
        var received = new Dictionary<string, PubsubMessage>();
        while (received.Count < count)
        {
            using var response = await http.PostAsJsonAsync(
                "subscriptions/watch:pull", new JsonObject { ["maxMessages"] = 1000 });
            response.EnsureSuccessStatusCode();
            var answer = PullResponse.Parser.ParseJson(await response.Content.ReadAsStringAsync());
            foreach (var message in answer.ReceivedMessages)
            {
                received.TryAdd(message.Message.MessageId, message.Message);
            }
        }
        return received;
    }
}
