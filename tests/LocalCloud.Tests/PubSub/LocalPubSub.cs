using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Google.Cloud.PubSub.V1;
using Grpc.Core;
using Shop.LocalCloud.Feed;
using Shop.LocalCloud.PubSub;

namespace Shop.LocalCloud.Tests.PubSub;

/// <summary>The server under test on a free port, with a data folder that ends with it.</summary>
internal sealed class LocalPubSub : IAsyncDisposable
{
    private readonly string _data;
    private PubSubServer _server;

    private LocalPubSub(string data, ManualTime time)
    {
        _data = data;
        Time = time;
        Feed = new EventFeed(time);
        _server = NewServer();
    }

    public static TopicName Topic { get; } = TopicName.FromProjectTopic("local", "orders");

    public ManualTime Time { get; }

    public EventFeed Feed { get; }

    public PubSubServer Server => _server;

    public string Journal => Path.Combine(_data, "journal.ndjson");

    public HttpClient Http { get; private set; } = new();

    public static async Task<LocalPubSub> StartAsync()
    {
        var local = new LocalPubSub(Directory.CreateTempSubdirectory("pubsub-").FullName, new ManualTime());
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

    public async Task SubscribeAsync(string id = "watch")
    {
        var (code, body) = await SendAsync("PUT", $"subscriptions/{id}", $$"""{"topic": "{{Topic}}"}""");
        Assert.True(code == 200, body.ToJsonString());
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

    private PubSubServer NewServer() => new(Feed, Time, [Topic.ToString()], _data);

    private async Task ListenAsync()
    {
        await _server.StartAsync(0, CancellationToken.None);
        Http.Dispose();
        Http = new HttpClient { BaseAddress = new Uri("http://" + _server.Host) };
    }
}

/// <summary>Stands until it is moved; timers fire when it is moved past them.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            var timer = new ManualTimer(this, () => callback(state), _now + dueTime);
            _timers.Add(timer);
            return timer;
        }
    }

    public void Advance(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (_gate)
        {
            _now += by;
            due = _timers.FindAll(timer => timer.Due <= _now);
            _timers.RemoveAll(due.Contains);
        }
        due.ForEach(timer => timer.Fire());
    }

    private sealed class ManualTimer(ManualTime owner, Action fire, DateTimeOffset due) : ITimer
    {
        public DateTimeOffset Due => due;

        public Action Fire => fire;

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
            lock (owner._gate)
            {
                owner._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
