using Shop.ReadModels;
using static Shop.Views.Tests.Story;

namespace Shop.Views.Tests;

public sealed class Cursors
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("17")]
    [InlineData("17.x")]
    [InlineData("17.-1")]
    [InlineData(".")]
    public void NoCursor_ReadsFromTheBeginning(string? cursor) =>
        Assert.Equal(0, TimelineCursor.Next(Timeline(Placed, Reserved), cursor));

    [Fact]
    public void Reader_GoesOnAfterWhatItHasRead()
    {
        var timeline = Timeline(Placed, Reserved, Confirmed);

        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(
            index => TimelineCursor.Next(timeline, TimelineCursor.At(timeline, index))));
    }

    [Fact]
    public void EntryThatArrivedLate_IsNotKeptBack()
    {
        var before = Timeline(Placed, Confirmed);
        var cursor = TimelineCursor.At(before, 1);

        Assert.Equal(2, TimelineCursor.Next(before, cursor));
        Assert.Equal(0, TimelineCursor.Next(Timeline(Placed, Confirmed, Reserved), cursor));
        Assert.Equal(2, TimelineCursor.Next(Timeline(Placed, Confirmed, Delivered), cursor));
    }

    [Fact]
    public void EntryThatBecameEarlier_IsNotReadAgain()
    {
        var cursor = TimelineCursor.At(Timeline(Placed, Confirmed.Later(9)), 1);

        Assert.Equal(2, TimelineCursor.Next(Timeline(Placed, Confirmed.Later(9), Confirmed), cursor));
    }

    private static IReadOnlyList<TimelineEntry> Timeline(params Told[] story) => Tell(story).View()!.Timeline;
}
