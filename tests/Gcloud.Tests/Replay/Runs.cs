using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Grpc.Core;
using Shop.Eventing;
using Shop.Gcloud.Replay;
using Shop.Gcloud.Tests.Replay.World;

namespace Shop.Gcloud.Tests.Replay;

/// <summary>What an operator sees of a run, and how it ends.</summary>
public sealed class Runs : IDisposable
{
    private readonly Suite _suite = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task WithoutExecute_EverythingIsShownAndNothingDone()
    {
        var name = _suite.File("e-1");
        _suite.Storage.File("x", "no letter"u8.ToArray());

        Assert.Equal(0, await RunAsync(execute: false));

        Assert.Equal(
            $"""
            FILED AT              TYPE                  EVENT ID  TOPIC   REASON              OBJECT
            2026-01-02T03:04:05Z  shop.order.placed.v1  e-1       orders  contract-violation  {name}
            1 of gs://shop-1-dead-letters would be replayed.
                  1 shop.order.placed.v1, contract-violation
                  1 cannot be replayed, and stay: unreadable
                    x: It is no dead letter that functions/DeadLetters has filed.
            Nothing was done. Add --execute to do it.

            """,
            _output.ToString());
        Assert.Equal([name, "x"], _suite.Storage.Names);
        Assert.False(_suite.HasWaiting);
    }

    [Fact]
    public async Task WithExecute_WhatCanBeIsReplayedAndTheRestStays()
    {
        _suite.File("e-1");
        _suite.Storage.File("x", "no letter"u8.ToArray());

        Assert.Equal(0, await RunAsync());

        _suite.DeliverAll();
        Assert.Equal(["e-1"], _suite.Applied);
        Assert.Equal(["x"], _suite.Storage.Names);
        Assert.EndsWith("      1 published again\n", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task WhatADeadRunBegan_IsSaid()
    {
        _suite.File("e-1");
        await Assert.ThrowsAsync<DeathException>(() => _suite.RunAsync(new DeathAt(5, after: false)));

        await RunAsync(execute: false);

        Assert.Contains("1 of these were begun by a run that did not end", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LetterThatFails_IsKeptAndTheOthersAreReplayed()
    {
        File(3);
        _suite.GivesUp = () => false;
        var bus = new FailingBus(_suite, id => id == "e-2" ? StatusCode.Unavailable : null);

        Assert.Equal(1, await RunAsync(bus));

        _suite.DeliverAll();
        Assert.Equal(["e-1", "e-3"], _suite.Applied.Order());
        Assert.StartsWith("replaying/", Assert.Single(_suite.Storage.Names), StringComparison.Ordinal);
        Assert.Contains("Pub/Sub: Unavailable, told to fail", _output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("      2 published again\n      1 failed, and are kept\n", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("The same command goes on from here", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync());
        Assert.Empty(_suite.Storage.Names);
    }

    [Theory]
    [InlineData(StatusCode.Unavailable, ReplayRun.FailuresMax + ReplayRun.AtOnce)]
    [InlineData(StatusCode.PermissionDenied, ReplayRun.AtOnce)]
    public async Task WhereNothingSucceeds_TheRestIsNotTouched(StatusCode code, int touchedMax)
    {
        File(200);

        Assert.Equal(1, await RunAsync(new FailingBus(_suite, _ => code)));

        Assert.Equal(200, _suite.Filed.Count);
        Assert.InRange(
            _suite.Storage.Names.Count(name => name.StartsWith("replaying/", StringComparison.Ordinal)), 1, touchedMax);
        Assert.Contains("as nothing succeeds any more", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunThatIsStopped_SaysHowToGoOn()
    {
        File(50);
        using var stop = new CancellationTokenSource();
        var bus = new FailingBus(_suite, id =>
        {
            if (_suite.Storage.Names.Count < 45)
            {
                stop.Cancel();
            }
            return null;
        });

        Assert.Equal(1, await RunAsync(bus, stop: stop.Token));

        // What was begun was carried through: nothing lies aside.
        Assert.All(_suite.Storage.Names, name => Assert.StartsWith("orders-to-inventory/", name, StringComparison.Ordinal));
        Assert.Contains("not begun", _output.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Ended early. The same command goes on from here", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnnouncementOfAnUpload_IsRewrittenOnceAndNeverAgain()
    {
        _suite.Storage.Uploads["a.jpg"] = 7;
        FileAnnouncement("a.jpg", 7);
        FileAnnouncement("a.jpg", 6);
        FileAnnouncement("gone.jpg", 5);

        Assert.Equal(0, await RunAsync(rewrites: true));

        Assert.True(_suite.Storage.Uploads["a.jpg"] > 7);
        Assert.Empty(_suite.Storage.Names);
        Assert.EndsWith(
            """
                  0 published again
                  1 uploads announced anew
                  2 not needed any more: the upload was replaced or deleted

            """,
            _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnnouncementOfAnUpload_StaysUnlessAskedFor()
    {
        FileAnnouncement("a.jpg", 7);

        Assert.Equal(0, await RunAsync());

        Assert.Single(_suite.Storage.Names);
        Assert.Contains("With --rewrite-uploads that object is written onto itself", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public async Task DeathWhileAnUploadIsRewritten_RewritesItOnce(int call, bool after)
    {
        _suite.Storage.Uploads["a.jpg"] = 7;
        FileAnnouncement("a.jpg", 7);
        await Assert.ThrowsAsync<DeathException>(() => _suite.RunAsync(new DeathAt(call, after)));
        var live = _suite.Storage.Uploads["a.jpg"];

        await _suite.RunAsync(new NoFate());

        Assert.Equal(live == 7, _suite.Storage.Uploads["a.jpg"] != live);
        Assert.NotEqual(7, _suite.Storage.Uploads["a.jpg"]);
        Assert.Empty(_suite.Storage.Names);
    }

    [Fact]
    public void TextOfOthers_DoesNotReachTheTerminal() => Assert.Equal("?[31mred?x", Printable.Of("\u001b[31mred\nx"));

    [Fact]
    public void Pace_LetsThroughEvenly()
    {
        var pace = new Pace(10, _suite.Clock);
        var turns = Enumerable.Range(0, 3).Select(_ => pace.WaitAsync(default)).ToList();
        Assert.Equal([true, false, false], turns.Select(turn => turn.IsCompleted));

        _suite.Clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal([true, true, false], turns.Select(turn => turn.IsCompleted));

        _suite.Clock.Advance(TimeSpan.FromSeconds(10));
        turns.AddRange([pace.WaitAsync(default), pace.WaitAsync(default)]);
        Assert.Equal([true, true, true, true, false], turns.Select(turn => turn.IsCompleted));
    }

    private void File(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            _suite.File($"e-{number}");
        }
    }

    private void FileAnnouncement(string name, long generation)
    {
        var message = Suite.Message($"{generation}", _suite.Clock.GetUtcNow());
        message.Attributes["ce-type"] = UploadAnnouncement.Type;
        message.Data = ByteString.CopyFromUtf8(
            $$"""{"bucket":"shop-1-uploads","name":"{{name}}","generation":"{{generation}}"}""");
        _suite.File(message);
    }

    private Task<int> RunAsync(
        IMessageBus? bus = null, bool execute = true, bool rewrites = false, CancellationToken stop = default) =>
        new Replaying(Suite.Topology, _output, _error, rewritesLine: false, new Hurry(_suite.Clock)).RunAsync(
            new ReplayOptions(Suite.Names, "shop-1-dead-letters", LetterSelection.All, 100, execute, rewrites),
            _suite.Storage, bus ?? new FailingBus(_suite, _ => null), stop);

    /// <summary>Time as it was filed at, which passes as soon as somebody waits for it.</summary>
    private sealed class Hurry(TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => 0;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private sealed class FailingBus(Suite suite, Func<string, StatusCode?> faultOf) : IMessageBus
    {
        private readonly Lock _gate = new();

        public Task<string> PublishAsync(TopicName topic, PubsubMessage message, CancellationToken cancellationToken)
        {
            lock (_gate)
            {
                return faultOf(message.Attributes["ce-id"]) is { } code
                    ? throw new RpcException(new Status(code, "told to fail"))
                    : suite.PublishAsync(topic, message, cancellationToken);
            }
        }
    }
}
