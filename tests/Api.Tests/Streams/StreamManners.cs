using System.Text.Json;
using Shop.Api.Streams;
using Shop.Contracts;

namespace Shop.Api.Tests.Streams;

public sealed class StreamManners
{
    [Fact]
    public async Task Stream_SaysThatItIsOne()
    {
        await using var scene = await StreamScene.StartAsync(OrderStatus.Placed);
        using var stream = await scene.OpenAsync();
        var head = await scene.Api.SendAsync("HEAD", scene.Path);

        Assert.Equal(
            (200, "text/event-stream", "no-store", "no"),
            (stream.Status, stream.Header("Content-Type"), stream.Header("Cache-Control"),
            stream.Header("X-Accel-Buffering")));
        Assert.Equal((200, "text/event-stream"), (head.Status, head.Headers["Content-Type"]));
    }

    [Fact]
    public async Task WhileNothingHappens_ItIsLookedAtLessOften()
    {
        await using var scene = await StreamScene.StartAsync(OrderStatus.Placed);
        using var stream = await scene.OpenAsync();

        var pauses = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            pauses.Add((await scene.Clock.PassAsync()).TotalMilliseconds);
        }
        var reading = await scene.Clock.NextAsync();
        await scene.ShowAsync(OrderStatus.Confirmed, scene.Clock.GetUtcNow());
        reading.End();

        Assert.Equal([250, 500, 1000, 2000, 2000], pauses);
        Assert.Equal(250, (await scene.Clock.PassAsync()).TotalMilliseconds);
    }

    [Fact]
    public async Task SilentStream_SendsAHeartbeatEvery15Seconds()
    {
        await using var scene = await StreamScene.StartAsync(OrderStatus.Placed);
        using var stream = await scene.OpenAsync();
        await stream.NextAsync(3);

        for (var beat = 0; beat < 3; beat++)
        {
            for (var silence = TimeSpan.Zero; silence < TimeSpan.FromSeconds(15);)
            {
                silence += await scene.Clock.PassAsync();
                Assert.InRange(silence, TimeSpan.Zero, TimeSpan.FromSeconds(15));
            }
            Assert.Equal(": heartbeat", (await stream.NextAsync())?.Name);
        }
    }

    [Fact]
    public async Task Stream_EndsWhenItsTimeIsUp()
    {
        await using var scene = await StreamScene.StartAsync(OrderStatus.Placed);
        using var stream = await scene.OpenAsync();

        for (var life = TimeSpan.Zero; life < EventStreams.LifetimeMax;)
        {
            life += await scene.Clock.PassAsync();
        }

        var told = await stream.ToEndAsync();
        Assert.Equal(
            ["retry: 1000", "timeline", "order", ": heartbeat", ": heartbeat", ": heartbeat"],
            told.Select(one => one.Name));
    }

    [Fact]
    public void Lifetime_EndsBeforeTheFunctionsTimeout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "deploy", "topology.json")))
        {
            folder = folder.Parent;
        }
        var topology = JsonElement.Parse(
            File.ReadAllBytes(Path.Combine(folder.FullName, "deploy", "topology.json")));
        var timeout = topology.GetProperty("functions").EnumerateArray()
            .Single(function => function.GetProperty("name").GetString() == "Api")
            .GetProperty("timeoutSeconds").GetInt32();

        Assert.InRange(EventStreams.LifetimeMax.TotalSeconds, 30, timeout - 5);
    }

    [Fact]
    public async Task ReaderWhoLeaves_StopsTheReading()
    {
        await using var scene = await StreamScene.StartAsync(OrderStatus.Placed);
        var stream = await scene.OpenAsync();
        var pause = await scene.Clock.NextAsync();

        stream.Dispose();

        await pause.Over;
    }

    [Fact]
    public async Task StreamBeyondTheLimit_IsRefusedUntilOneIsClosed()
    {
        await using var scene = await StreamScene.StartAsync(OrderStatus.Placed);
        var open = new List<EventSource>();
        for (var i = 0; i < StreamSlots.PerCallerMax; i++)
        {
            open.Add(await scene.OpenAsync());
        }

        var refused = await scene.Api.SendAsync("GET", scene.Path);
        var other = await scene.Api.SendAsync("GET", scene.Path, null, ("X-Local-Customer", "anna"));
        open[0].Dispose();
        var attempts = 0;
        while ((await scene.Api.SendAsync("HEAD", scene.Path)).Status == 429)
        {
            Assert.InRange(++attempts, 1, 10_000);
        }

        Assert.Equal(("429 too-many-streams", "5"), (refused.ToString(), refused.Headers["Retry-After"]));
        Assert.Equal("404 not-found", other.ToString());
        open.ForEach(stream => stream.Dispose());
    }

    [Fact]
    public async Task AnotherCustomersOrder_IsAnsweredAsOneThatIsNotThere()
    {
        await using var scene = await StreamScene.StartAsync(OrderStatus.Confirmed);

        var other = await scene.Api.SendAsync("GET", scene.Path, null, ("X-Local-Customer", "anna"));
        var none = await scene.Api.SendAsync("GET", "/v1/orders/019a0000-0000-7000-8000-000000000000/stream");
        var odd = await scene.Api.SendAsync("GET", "/v1/orders/nonsense/stream");
        var refused = await scene.Api.SendAsync("GET", scene.Path, null, ("Accept", "application/json"));

        Assert.Equal(
            ("404 not-found", "404 not-found", "404 not-found"),
            (other.ToString(), none.ToString(), odd.ToString()));
        Assert.Equal(other.Text, none.Text);
        Assert.Equal("406 not-acceptable", refused.ToString());
    }

    [Fact]
    public async Task StoreDown_IsAProblemAtFirstAndAPauseLater()
    {
        await using var scene = await StreamScene.StartAsync(OrderStatus.Placed);
        scene.Api.Store.FailReads(1);
        var refused = await scene.Api.SendAsync("GET", scene.Path);
        using var stream = await scene.OpenAsync();
        await stream.NextAsync(3);

        scene.Api.Store.FailReads(1);
        await scene.Clock.PassAsync();
        var pause = await scene.Clock.NextAsync();
        await scene.ShowAsync(OrderStatus.Confirmed);
        pause.End();

        Assert.Equal("503 unavailable", refused.ToString());
        Assert.Equal(["timeline", "order", "end"], (await stream.ToEndAsync()).Select(told => told.Name));
    }

    [Fact]
    public async Task ProcessThatStops_EndsItsStreams()
    {
        var scene = await StreamScene.StartAsync(OrderStatus.Placed);
        using var stream = await scene.OpenAsync();
        await stream.NextAsync(3);

        var stopping = scene.Api.StopAsync();

        Assert.Empty(await stream.ToEndAsync());
        await stopping;
        await scene.DisposeAsync();
    }
}
