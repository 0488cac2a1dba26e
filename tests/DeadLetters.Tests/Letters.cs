using System.Text;
using System.Text.Json;
using Shop.Contracts;
using Shop.Eventing.Filing;

namespace Shop.DeadLetters.Tests;

/// <summary>What is pushed is kept, exactly, and can be published again as it was.</summary>
public sealed class Letters
{
    private const string Json = """{"sku": "mug",  "quantity": "many", "note": "Ä"}""";

    [Fact]
    public async Task LetterOfAFunction_IsFiledWithItsReason()
    {
        await using var server = await LettersServer.StartAsync();

        Assert.Equal(204, await server.PushAsync(Attributes(), Encoding.UTF8.GetBytes(Json)));

        var (name, (content, metadata)) = Assert.Single(server.Storage.Letters);
        Assert.Matches("^orders-to-views/[0-9a-f]{32}-[0-9a-f]{16}\\.json$", name);
        Assert.Equal(
            ["event-id", "event-time", "message-id", "origin", "reason", "topic", "type"],
            metadata.Keys.Order(StringComparer.Ordinal));
        var letter = FiledDeadLetter.Read(content);
        Assert.Equal(("too-old", "It is old."), (letter.Reason, letter.Message));
        Assert.Equal(
            new DeadLetterOrigin("projects/local/subscriptions/orders-to-views", "orders", "views"), letter.Origin);
        Assert.Equal(server.Clock.GetUtcNow(), letter.FiledAt);
        Assert.Equal(
            ("7", new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero)), (letter.MessageId, letter.PublishTime));
        Assert.Equal(
            $"Warning: Filed {EventContracts.OrderPlaced.Type} of projects/local/subscriptions/orders-to-views: "
            + $"too-old; object {name}, message 7",
            Assert.Single(server.Lines));
    }

    [Fact]
    public async Task Replay_IsTheMessageAsItWas()
    {
        await using var server = await LettersServer.StartAsync();
        await server.PushAsync(Attributes(), Encoding.UTF8.GetBytes(Json));

        var message = server.Letter.Replay();

        Assert.Equal(Encoding.UTF8.GetBytes(Json), message.Data.ToByteArray());
        Assert.Equal(
            Attributes().Where(pair => !pair.Key.StartsWith("dl-", StringComparison.Ordinal))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal),
            message.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task LetterOfPubSub_NamesWhereItGaveUp()
    {
        await using var server = await LettersServer.StartAsync();
        var attributes = Attributes().Where(pair => !pair.Key.StartsWith("dl-", StringComparison.Ordinal)).ToDictionary();
        attributes["CloudPubSubDeadLetterSourceSubscription"] = "orders-to-views";
        attributes["CloudPubSubDeadLetterSourceSubscriptionProject"] = "local";
        attributes["CloudPubSubDeadLetterSourceDeliveryCount"] = "100";
        attributes["CloudPubSubDeadLetterSourceTopicPublishTime"] = "2026-01-02T03:04:05.678+00:00";
        attributes["added-by-somebody"] = "1";

        await server.PushAsync(attributes, Encoding.UTF8.GetBytes(Json));
        // The same event, given up by the function behind that subscription: one letter.
        await server.PushAsync(Attributes(), Encoding.UTF8.GetBytes(Json));

        Assert.Equal(
            new DeadLetterOrigin("projects/local/subscriptions/orders-to-views", "orders", null, "100"),
            server.Letter.Origin);
        Assert.Equal((FiledDeadLetter.TooManyAttempts, null), (server.Letter.Reason, server.Letter.Message));
        Assert.Equal(attributes, server.Letter.Attributes);
        Assert.Equal(
            ["ce-id", "ce-source", "ce-specversion", "ce-time", "ce-type", "content-type"],
            server.Letter.Replay().Attributes.Keys.Order(StringComparer.Ordinal));
        Assert.StartsWith("Information: Filed before", server.Lines.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SameLetterAgain_IsFiledOnce()
    {
        await using var server = await LettersServer.StartAsync();

        Assert.Equal(204, await server.PushAsync(Attributes(), Encoding.UTF8.GetBytes(Json)));
        server.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(204, await server.PushAsync(Attributes(), Encoding.UTF8.GetBytes(Json), messageId: "8"));

        Assert.Equal("7", server.Letter.MessageId);
    }

    [Fact]
    public async Task OneIdWithTwoContents_IsFiledTwiceSideBySide()
    {
        await using var server = await LettersServer.StartAsync();

        await server.PushAsync(Attributes(), "{}"u8.ToArray());
        await server.PushAsync(Attributes(), "[]"u8.ToArray());

        Assert.Equal(2, server.Storage.Letters.Count);
        Assert.Single(server.Storage.Letters.Keys.Select(name => name[..name.LastIndexOf('-')]).Distinct());
    }

    [Fact]
    public async Task SameEventOfTwoSubscriptions_IsFiledForEach()
    {
        await using var server = await LettersServer.StartAsync();

        await server.PushAsync(Attributes(), "{}"u8.ToArray());
        await server.PushAsync(
            Attributes(("dl-subscription", "projects/local/subscriptions/orders-to-orders")), "{}"u8.ToArray());

        Assert.Equal(2, server.Storage.Letters.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00ff80fe")]
    [InlineData("7b22613a")]
    [InlineData("22 5c75643830 30 22")]
    [InlineData("efbbbf7b7d")]
    public async Task BytesOfAnyKind_StayExact(string hex)
    {
        await using var server = await LettersServer.StartAsync();
        var data = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

        Assert.Equal(204, await server.PushAsync(Attributes(("ce-id", null)), data));

        Assert.Equal(data, server.Letter.Replay().Data.ToByteArray());
    }

    [Fact]
    public async Task DataThatPeopleCanRead_IsThereToBeRead()
    {
        await using var server = await LettersServer.StartAsync();
        await server.PushAsync(Attributes(), Encoding.UTF8.GetBytes(Json));
        Assert.Equal("many", server.Letter.Json!.Value.GetProperty("quantity").GetString());
        Assert.Contains(
            "\"note\": \"Ä\"",
            Encoding.UTF8.GetString(server.Storage.Letters.Single().Value.Content),
            StringComparison.Ordinal);

        await using var other = await LettersServer.StartAsync();
        await other.PushAsync(Attributes(), "no JSON, but Ä text"u8.ToArray());
        Assert.Equal("no JSON, but Ä text", other.Letter.Text);
    }

    [Fact]
    public async Task DeeplyNestedData_CanStillBeReadBack()
    {
        await using var server = await LettersServer.StartAsync();
        var data = Encoding.UTF8.GetBytes(new string('[', 60) + new string(']', 60));

        await server.PushAsync(Attributes(), data);

        Assert.Equal(data, server.Letter.Replay().Data.ToByteArray());
    }

    [Fact]
    public async Task HundredAttributesOfTheLargestSize_AreAllKept()
    {
        await using var server = await LettersServer.StartAsync();
        var attributes = Attributes();
        foreach (var number in Enumerable.Range(attributes.Count, 100 - attributes.Count))
        {
            attributes[$"ce-x{number}" + new string('n', 250)] = string.Concat(Enumerable.Repeat("\u0001", 1024));
        }

        Assert.Equal(204, await server.PushAsync(attributes, "{}"u8.ToArray()));

        Assert.Equal(100, attributes.Count);
        Assert.Equal(attributes, server.Letter.Attributes);
    }

    [Fact]
    public async Task LargestMessage_IsFiled()
    {
        await using var server = await LettersServer.StartAsync();
        var data = new byte[10_000_000];
        new Random(1).NextBytes(data);

        Assert.Equal(204, await server.PushAsync(Attributes(), data));

        Assert.True(server.Letter.Data.Span.SequenceEqual(data));
    }

    [Theory]
    [InlineData("projects/local/subscriptions/inventory-to-views", "shop.order.placed.v1", "inventory")]
    [InlineData("projects/local/subscriptions/by-hand", "shop.order.dreamed.v9", "orders")]
    [InlineData("projects/local/subscriptions/by-hand", "google.cloud.storage.object.v1.finalized", null)]
    [InlineData(null, "shop.image.failed.v1", "images")]
    [InlineData(null, null, null)]
    public void Topic_IsToldBySubscriptionOrKind(string? subscription, string? type, string? topic) => Assert.Equal(
        topic,
        DeadLetterOrigin.Of(Attributes(("dl-subscription", subscription), ("ce-type", type))).Topic);

    [Theory]
    [InlineData("a/b?c ä", "b_c__")]
    [InlineData("..", "unknown")]
    [InlineData("", "unknown")]
    public void OddOrigin_IsAFolderAllTheSame(string handler, string folder)
    {
        var letter = FiledDeadLetter.Of(
            new PushedMessage(null, null, null, new Dictionary<string, string> { ["dl-subscription"] = handler }, default),
            default);

        Assert.StartsWith(folder + "/", DeadLetterName.Of(letter), StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatIsNone_IsRefused() =>
        Assert.Throws<JsonException>(() => FiledDeadLetter.Read("null"u8));

    internal static Dictionary<string, string> Attributes(params (string Name, string? Value)[] changes)
    {
        var attributes = new Dictionary<string, string>
        {
            ["ce-specversion"] = "1.0",
            ["ce-id"] = "e1",
            ["ce-source"] = "/people",
            ["ce-type"] = EventContracts.OrderPlaced.Type,
            ["ce-time"] = "2026-01-02T03:04:05Z",
            ["content-type"] = "application/json",
            ["dl-handler"] = "views",
            ["dl-reason"] = "too-old",
            ["dl-message"] = "It is old.",
            ["dl-subscription"] = "projects/local/subscriptions/orders-to-views",
        };
        foreach (var (name, value) in changes)
        {
            attributes.Remove(name);
            if (value is not null)
            {
                attributes[name] = value;
            }
        }
        return attributes;
    }
}
