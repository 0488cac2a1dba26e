using System.Net.Http.Json;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Grpc.Core;
using Shop.LocalCloud.Feed;
using Shop.LocalCloud.PubSub;

namespace Shop.Eventing.Tests.Buses;

/// <summary>The bus of production against the local Pub/Sub, found as every client finds an emulator.</summary>
public sealed class PubSubBusFulfilsTheContract : MessageBusContract, IAsyncLifetime
{
    // Where Google's clients look for an emulator. No other test of this assembly makes such a client.
    private const string EmulatorVariable = "PUBSUB_EMULATOR_HOST";

    private readonly string _data = Directory.CreateTempSubdirectory("bus-").FullName;
    private readonly HttpClient _http = new();
    private readonly PubSubMessageBus _bus = new();
    private PubSubServer _server = null!;
    private Uri _subscription = null!;

    protected override IMessageBus Bus => _bus;

    public async Task InitializeAsync()
    {
        _server = new PubSubServer(new EventFeed(TimeProvider.System), TimeProvider.System, [Topic.ToString()], _data);
        await _server.StartAsync(0, default);
        Environment.SetEnvironmentVariable(EmulatorVariable, _server.Host);
        _subscription = new Uri($"http://{_server.Host}/v1/projects/local/subscriptions/watch");
        using var created = await _http.PutAsJsonAsync(_subscription, new { topic = Topic.ToString() });
        created.EnsureSuccessStatusCode();
    }

    public async Task DisposeAsync()
    {
        Environment.SetEnvironmentVariable(EmulatorVariable, null);
        await _bus.DisposeAsync();
        _http.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task TopicThatDoesNotExist_IsAnErrorAndNotASilentLoss()
    {
        var fault = await Assert.ThrowsAsync<RpcException>(() => Bus.PublishAsync(
            TopicName.FromProjectTopic("local", "nowhere"), new PubsubMessage { Data = ByteString.CopyFromUtf8("x") }, default));

        Assert.Equal(StatusCode.NotFound, fault.StatusCode);
    }

    protected override async Task<IReadOnlyList<PubsubMessage>> ReceivedAsync(int count)
    {
        var received = new List<PubsubMessage>();
        while (received.Count < count)
        {
            using var answer = await _http.PostAsJsonAsync(new Uri($"{_subscription}:pull"), new { maxMessages = 100 });
            answer.EnsureSuccessStatusCode();
            var pulled = JsonParser.Default.Parse<PullResponse>(await answer.Content.ReadAsStringAsync());
            Assert.NotEmpty(pulled.ReceivedMessages); // an empty answer comes only after a long wait at the server
            received.AddRange(pulled.ReceivedMessages.Select(message => message.Message));
        }
        return received;
    }
}
