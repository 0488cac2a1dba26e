using Shop.LocalCloud.PubSub.Push;

namespace Shop.LocalCloud.Tests.PubSub;

public sealed class PushWindowTests
{
    private readonly PushWindow _window = new();

    [Fact]
    public void RoundOfSuccesses_DoublesTheWindowUpToTheMaximum()
    {
        for (var expected = PushWindow.Start; expected < PushWindow.Max; expected *= 2)
        {
            Assert.Equal(expected, _window.Size);
            Round(succeeded: true);
        }
        Assert.Equal(PushWindow.Max, _window.Size);

        Round(succeeded: true);

        Assert.Equal(PushWindow.Max, _window.Size);
    }

    [Fact]
    public void Failure_HalvesItDownToOne()
    {
        Round(succeeded: true);
        Assert.Equal(16, _window.Size);

        foreach (var expected in new[] { 8, 4, 2, 1, 1 })
        {
            _window.Sent();
            _window.Ended(succeeded: false);
            Assert.Equal(expected, _window.Size);
        }
    }

    [Fact]
    public void WhatIsInFlight_TakesRoom()
    {
        for (var sent = 0; sent < PushWindow.Start; sent++)
        {
            _window.Sent();
        }
        Assert.Equal(0, _window.Room);

        _window.Ended(succeeded: false);

        Assert.Equal((PushWindow.Start / 2, 0), (_window.Size, _window.Room));
        _window.Ended(succeeded: null);
        Assert.Equal((PushWindow.Start / 2, 0), (_window.Size, _window.Room));
    }

    [Fact]
    public void Restart_StartsSlowlyAgain()
    {
        Round(succeeded: true);

        _window.Restart();

        Assert.Equal(PushWindow.Start, _window.Size);
    }

    private void Round(bool succeeded)
    {
        var room = _window.Room;
        for (var sent = 0; sent < room; sent++)
        {
            _window.Sent();
        }
        for (var ended = 0; ended < room; ended++)
        {
            _window.Ended(succeeded);
        }
    }
}
