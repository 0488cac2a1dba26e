using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Grpc.Core;
using Shop.LocalCloud.Feed;
using Shop.LocalCloud.PubSub;
using Shop.LocalCloud.PubSub.Push;
using Shop.LocalCloud.Tests.Hosting;

namespace Shop.LocalCloud.Tests.PubSub;

/// <summary>The server under test on a free port, with a data folder that ends with it.</summary>
internal sealed class LocalPubSub : IAsyncDisposable
{
    private readonly string _data;
    private PubSubServer _server;

    private LocalPubSub(string data, ManualClock time, PushSettings push)
    {
        _data = data;
        Push = push;
        Time = time;
        Feed = new EventFeed(time);
        _server = NewServer();
    }

    public static TopicName Topic { get; } = TopicName.FromProjectTopic("local", "orders");

    public static TopicName DeadTopic { get; } = TopicName.FromProjectTopic("local", "dead-letters");

    public ManualClock Time { get; }

    public EventFeed Feed { get; }

    public PubSubServer Server => _server;

    public string Journal => Path.Combine(_data, "journal.ndjson");

    public PushSettings Push { get; set; }

    public HttpClient Http { get; private set; } = new();

    public static async Task<LocalPubSub> StartAsync(PushSettings? push = null)
    {
        var local = new LocalPubSub(
            Directory.CreateTempSubdirectory("pubsub-").FullName, new ManualClock(),
            push ?? new PushSettings());
        await local.ListenAsync();
        return local;
    }

    public async Task RestartAsync()
    {
        await _server.DisposeAsync();
        _server = NewServer();
        await ListenAsync();
    }

    /// <summary>Ends the server, changes what it left behind, and starts it again.</summary>
    public async Task RestartAsync(Action<string> changeJournal)
    {
        await _server.DisposeAsync();
        changeJournal(Journal);
        _server = NewServer();
        await ListenAsync();
    }

    /// <summary>
    /// Another server on what this one had on the disk at this moment, as after <c>kill -9</c>.
    /// </summary>
    public async Task<LocalPubSub> KillAsync()
    {
        var copy = new LocalPubSub(Directory.CreateTempSubdirectory("pubsub-").FullName, Time, Push);
        // Opened for sharing with the writer, which does not share; so the bytes are read past its lock.
        using (var copying = System.Diagnostics.Process.Start("cp", [Journal, copy.Journal]))
        {
            await copying.WaitForExitAsync();
            Assert.Equal(0, copying.ExitCode);
        }
        await copy.ListenAsync();
        return copy;
    }

    public Task<PublisherClient> PublisherAsync(TopicName? topic = null) => new PublisherClientBuilder
    {
        TopicName = topic ?? Topic,
        Endpoint = _server.Host,
        ChannelCredentials = ChannelCredentials.Insecure,
    }.BuildAsync();

    public Task<PublisherServiceApiClient> ApiAsync() => new PublisherServiceApiClientBuilder
    {
        Endpoint = _server.Host,
        ChannelCredentials = ChannelCredentials.Insecure,
    }.BuildAsync();

    public async Task<(int Code, JsonNode Body)> SendAsync(string verb, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), "/v1/projects/local/" + path);
        if (json is not null)
        {
            request.Content = new StringContent(json);
        }
        using var response = await Http.SendAsync(request);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonNode>())!);
    }

    /// <summary>
    /// A gRPC call by hand, for methods that the client library of publishers does not have.
    /// </summary>
    public async Task<T> CallAsync<T>(string method, IMessage message, MessageParser<T> parser)
        where T : IMessage<T>
    {
        byte[] frame = [0, 0, 0, 0, 0, .. message.ToByteArray()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - 5);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/" + method)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame),
        };
        request.Content.Headers.ContentType = new("application/grpc");
        using var response = await Http.SendAsync(request);
        var answer = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal("0", Assert.Single(response.TrailingHeaders.GetValues("grpc-status")));
        return parser.ParseFrom(answer.AsSpan(5));
    }

    /// <summary>Not started, on the same data folder.</summary>
    public PubSubServer Another() => NewServer();

    public Task SubscribeAsync(string id = "watch", TopicName? topic = null) =>
        CreateAsync(id, $$"""{"topic": "{{topic ?? Topic}}"}""");

    /// <param name="id">Of the subscription.</param>
    /// <param name="json">Its settings.</param>
    public async Task CreateAsync(string id, string json)
    {
        var (code, body) = await SendAsync("PUT", $"subscriptions/{id}", json);
        Assert.True(code == 200, body.ToJsonString());
    }

    /// <returns>The id of the message.</returns>
    public async Task<string> PublishAsync(PubsubMessage message, TopicName? topic = null)
    {
        var request = new PublishRequest { TopicAsTopicName = topic ?? Topic, Messages = { message } };
        return (await CallAsync("google.pubsub.v1.Publisher/Publish", request, PublishResponse.Parser))
            .MessageIds.Single();
    }

    public async Task<IReadOnlyList<ReceivedMessage>> PullAsync(string id = "watch")
    {
        var (_, body) = await SendAsync(
            "POST", $"subscriptions/{id}:pull", """{"maxMessages": 1000, "returnImmediately": true}""");
        return PullResponse.Parser.ParseJson(body.ToJsonString()).ReceivedMessages;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private PubSubServer NewServer() => new(
        Feed, Time,
        Push.Subscriptions.Count == 0 ? [Topic.ToString()] : [Topic.ToString(), DeadTopic.ToString()],
        _data, Push);

    private async Task ListenAsync()
    {
        await _server.StartAsync(0, CancellationToken.None);
        Http.Dispose();
        Http = new HttpClient { BaseAddress = new Uri("http://" + _server.Host) };
    }
}
