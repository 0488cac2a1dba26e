using Shop.Contracts;

namespace Shop.ImageProcessor.Tests.Hosting;

public sealed class FunctionRequests
{
    [Fact]
    public async Task Upload_IsHandledAndReportedInOneLine()
    {
        await using var server = await FunctionServer.StartAsync();

        Assert.Equal(200, await server.PostAsync(server.Upload("photo.jpg", Pictures.Jpeg(1000, 800))));

        Assert.Equal(4, server.Storage.In("variants").Count);
        var line = Assert.Single(server.Lines);
        Assert.StartsWith(
            "Information: Resized gs://uploads/photo.jpg (generation 1), 1000x800 image/jpeg to display 750x600, "
            + "thumbnail 200x200, display-webp 750x600; manifest gs://variants/photo.jpg/manifest.json, original kept; ",
            line, StringComparison.Ordinal);
        Assert.EndsWith("event e1", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_CarriesEveryAttributeOnTheWire()
    {
        await using var server = await FunctionServer.StartAsync();
        const string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        await server.PostAsync(
            server.Upload("photo.jpg", Pictures.Jpeg(30, 20)), ("ce-correlationid", "story-1"), ("ce-traceparent", trace));

        var (topic, message) = Assert.Single(server.Bus.Published);
        Assert.Equal("projects/local/topics/images", topic.ToString());
        Assert.Equal(
            [
                "ce-causationid", "ce-correlationid", "ce-dataschema", "ce-hops", "ce-id", "ce-partitionkey", "ce-sequence",
                "ce-source", "ce-specversion", "ce-subject", "ce-time", "ce-traceparent", "ce-type", "content-type",
            ],
            message.Attributes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(EventContracts.ImageProcessed.Type, message.Attributes["ce-type"]);
        Assert.Equal(("e1", "story-1"), (message.Attributes["ce-causationid"], message.Attributes["ce-correlationid"]));
        Assert.Equal(trace, message.Attributes["ce-traceparent"]);
    }

    [Fact]
    public async Task ImageThatCannotBeProcessed_IsAcknowledgedAndExplained()
    {
        await using var server = await FunctionServer.StartAsync();

        Assert.Equal(200, await server.PostAsync(server.Upload("photo.jpg", "text"u8.ToArray())));

        Assert.Contains("unsupported-format", Assert.Single(server.Lines), StringComparison.Ordinal);
        Assert.Equal(EventContracts.ImageFailed.Type, Assert.Single(server.Bus.Published).Message.Attributes["ce-type"]);
    }

    [Fact]
    public async Task RulesInTheEnvironment_DecideWhatIsMadeAndWhatIsLeftAlone()
    {
        await using var server = await FunctionServer.StartAsync(
            ("IMAGE_RULES", """[{"include":["photos/*"],"variants":[{"name":"icon","width":9,"height":9,"format":"png"}]}]"""),
            ("DELETE_ORIGINAL", "on-success"));

        Assert.Equal(200, await server.PostAsync(server.Upload("photos/a.jpg", Pictures.Jpeg(30, 20))));
        Assert.Equal(200, await server.PostAsync(server.Upload("other.jpg", Pictures.Jpeg(30, 20))));

        Assert.Equal(
            ["photos/a.jpg/icon.png", "photos/a.jpg/manifest.json"],
            server.Storage.In("variants").Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["other.jpg"], server.Storage.In("uploads").Keys);
        Assert.Equal(
            [
                "Information: Resized gs://uploads/photos/a.jpg (generation 1), 30x20 image/jpeg to icon 9x6; "
                    + "manifest gs://variants/photos/a.jpg/manifest.json, original deleted;",
                "Information: Left gs://uploads/other.jpg alone: no rule is for images of its name;",
            ],
            server.Lines.Select(line => line[..(line.LastIndexOf(';') + 1)]));
    }

    [Fact]
    public async Task RulesThatCannotBeUsed_EndTheStart()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => FunctionServer.StartAsync(("IMAGE_RULES", "[{}]")));

        Assert.Contains("IMAGE_RULES[0].variants is missing", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contract-violation", "{}")]
    [InlineData("contract-violation", "[1,2]")]
    [InlineData("contract-violation", "{\"bucket\":\"b\",\"name\":\"n\",\"generation\":\"1\",\"size\":\"1\"}", "ce-type", "other.type")]
    [InlineData("not-traceable", "{}", "ce-hops", "17")]
    [InlineData("not-traceable", "{}", "ce-hops", "many")]
    public async Task EventThatCanNeverBeHandled_IsDeadLetteredAndAcknowledged(
        string reason, string data, string? header = null, string? value = null)
    {
        await using var server = await FunctionServer.StartAsync();

        Assert.Equal(200, await server.PostAsync(data, header is null ? [] : [(header, value)]));

        var (topic, message) = Assert.Single(server.Bus.Published);
        Assert.Equal("projects/local/topics/dead-letters", topic.ToString());
        Assert.Equal((reason, "e1"), (message.Attributes["dl-reason"], message.Attributes["ce-id"]));
        Assert.Contains(reason, Assert.Single(server.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeadLetterThatCannotBePublished_IsRetried()
    {
        await using var server = await FunctionServer.StartAsync();
        server.Bus.FailBefore(1);

        Assert.Equal(503, await server.PostAsync("{}"));
        Assert.Equal(200, await server.PostAsync("{}"));
        Assert.Single(server.Bus.Published);
    }

    [Fact]
    public async Task TransientFault_ComesAgainAndIsHealedByTheRedelivery()
    {
        await using var server = await FunctionServer.StartAsync();
        var upload = server.Upload("photo.jpg", Pictures.Jpeg(30, 20));
        server.Storage.At = _ => throw new IOException("the network is down");

        Assert.Equal(503, await server.PostAsync(upload));
        Assert.Contains(server.Lines, line => line.StartsWith("Warning: Not handled, comes again", StringComparison.Ordinal));
        server.Storage.At = null;

        Assert.Equal(200, await server.PostAsync(upload));
        Assert.Single(server.Bus.Published);
    }

    [Theory]
    [InlineData("ce-id")]
    [InlineData("ce-source")]
    [InlineData("ce-type")]
    public async Task RequestThatIsNoCloudEvent_IsKeptAsItCameAndAcknowledged(string attribute)
    {
        await using var server = await FunctionServer.StartAsync();

        Assert.Equal(204, await server.PostAsync("{}", (attribute, null)));

        var (topic, message) = Assert.Single(server.Bus.Published);
        Assert.Equal("projects/local/topics/dead-letters", topic.ToString());
        Assert.Equal("{}", message.Data.ToStringUtf8());
        Assert.Equal("undecodable", message.Attributes["dl-reason"]);
        Assert.Equal("1.0", message.Attributes["ce-specversion"]);
        Assert.DoesNotContain(attribute, message.Attributes.Keys);
        Assert.Contains(server.Lines, line => line.Contains("no CloudEvent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EventWithAsManyAttributesAsPubSubAllows_IsHandled()
    {
        await using var server = await FunctionServer.StartAsync();
        var attributes = Enumerable.Range(0, 100).Select(number => ($"ce-extra{number}", (string?)new string('x', 1024)));

        Assert.Equal(200, await server.PostAsync(server.Upload("photo.jpg", Pictures.Jpeg(30, 20)), [.. attributes]));

        Assert.Equal(EventContracts.ImageProcessed.Type, Assert.Single(server.Bus.Published).Message.Attributes["ce-type"]);
    }
}
