using System.Text;
using Google.Protobuf;
using Shop.Gcloud.Replay;
using Shop.Gcloud.Tests.Replay.World;

namespace Shop.Gcloud.Tests.Replay;

/// <summary>Which letters each option selects, and in which order they come.</summary>
public sealed class Selections
{
    private readonly Suite _suite = new();

    [Fact]
    public async Task Nothing_SelectsEverythingOldestFirst()
    {
        File("zebra", "z/1", "a.b.c.v1", "r");
        File("ape", "a/1", "a.b.c.v1", "r");

        Assert.Equal(["zebra", "ape"], await IdsAsync(LetterSelection.All));
    }

    [Fact]
    public async Task Prefix_IsOfTheNameUnderWhichItWasFiled()
    {
        File("views", "orders-to-views/1", "a.b.c.v1", "r");
        File("orders", "orders-to-orders/1", "a.b.c.v1", "r");
        File("aside", "replaying/7/orders-to-views/2", "a.b.c.v1", "r");
        File("aside-too", "replaying/7/orders-to-orders/2", "a.b.c.v1", "r");

        Assert.Equal(["aside", "views"], await IdsAsync(new LetterSelection(Prefix: "orders-to-views/")));
        Assert.Equal(["aside", "aside-too"], await IdsAsync(new LetterSelection(Prefix: "replaying/")));
        Assert.Equal(["aside", "aside-too"], await IdsAsync(new LetterSelection(Prefix: "re")));
        Assert.Equal(["aside"], await IdsAsync(new LetterSelection(Prefix: "replaying/7/orders-to-views")));
        Assert.Empty(await IdsAsync(new LetterSelection(Prefix: "views")));
    }

    [Fact]
    public async Task WhatARunLeftAside_ComesFirst()
    {
        File("early", "a/1", "a.b.c.v1", "r");
        File("aside", "replaying/7/z/1", "a.b.c.v1", "r");

        Assert.Equal(["aside", "early"], await IdsAsync(LetterSelection.All));
    }

    [Theory]
    [InlineData("a.b.c.v1", "one")]
    [InlineData("a.b.*", "one two")]
    [InlineData("a.b.c.v1*", "one")]
    [InlineData("*", "one two three")]
    [InlineData("a.b", "")]
    public async Task Type_IsWholeOrBegins(string type, string ids)
    {
        File("one", "1", "a.b.c.v1", "r");
        File("two", "2", "a.b.d.v1", "r");
        File("three", "3", "x.b.c.v1", "r");
        _suite.Storage.File("4", "no letter"u8.ToArray());

        Assert.Equal(ids, string.Join(' ', await IdsAsync(new LetterSelection(Type: type))));
    }

    [Fact]
    public async Task Reason_IsTheWholeOfIt()
    {
        File("one", "1", "a.b.c.v1", "too-old");
        File("two", "2", "a.b.c.v1", "too-older");

        Assert.Equal(["one"], await IdsAsync(new LetterSelection(Reason: "too-old")));
    }

    [Fact]
    public async Task TimeFiled_IsFromThenOnAndBeforeThen()
    {
        var start = _suite.Clock.GetUtcNow();
        foreach (var hour in new[] { 0, 1, 2 })
        {
            File($"{hour}", $"{hour}", "a.b.c.v1", "r");
            _suite.Clock.Advance(TimeSpan.FromHours(1));
        }
        var (one, two) = (start + TimeSpan.FromHours(1), start + TimeSpan.FromHours(2));

        Assert.Equal(["1", "2"], await IdsAsync(new LetterSelection(From: one)));
        Assert.Equal(["0"], await IdsAsync(new LetterSelection(To: one)));
        Assert.Equal(["1"], await IdsAsync(new LetterSelection(From: one, To: two)));
    }

    [Fact]
    public async Task Limit_CountsWhatIsReplayed()
    {
        _suite.Storage.File("0", "no letter"u8.ToArray());
        foreach (var number in Enumerable.Range(1, 40))
        {
            File($"{number}", $"{number:00}", "a.b.c.v1", "r");
        }

        Assert.Equal(["0", "1", "2", "3"], await IdsAsync(new LetterSelection(Limit: 3)));
        Assert.Equal(41, (await IdsAsync(new LetterSelection(Limit: 40))).Count);
    }

    [Fact]
    public async Task FileThatIsNoLetter_IsFoundAndRefused()
    {
        _suite.Storage.File("x", "no letter"u8.ToArray());

        var found = Assert.Single(await FindAsync(LetterSelection.All));

        Assert.Equal("unreadable", Assert.IsType<Way.None>(found.Way).Why);
    }

    private void File(string id, string name, string type, string reason)
    {
        var now = _suite.Clock.GetUtcNow();
        var message = Suite.Message(id, now);
        message.Attributes["ce-type"] = type;
        message.Data = ByteString.CopyFrom(Encoding.UTF8.GetBytes(id));
        _suite.Storage.File(name, (Suite.LetterOf(message, now) with { Reason = reason }).Write());
    }

    // Of what is no letter, the name.
    private async Task<List<string>> IdsAsync(LetterSelection selection) =>
        [.. (await FindAsync(selection)).Select(letter => letter.EventId ?? letter.Name)];

    private async Task<List<Letter>> FindAsync(LetterSelection selection)
    {
        var judge = new LetterJudge(Suite.Topology, Suite.Names, rewritesUploads: false, _suite.Clock);
        var found = new List<Letter>();
        await foreach (var letter in new LetterReader(_suite.Storage, judge).FindAsync(selection, default))
        {
            found.Add(letter);
        }
        return found;
    }
}
