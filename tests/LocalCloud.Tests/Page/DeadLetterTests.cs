using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Shop.LocalCloud.Tests.Page;

public sealed class DeadLetterTests : IAsyncLifetime
{
    private const string Name = "orders-to-inventory/0a1b-2c3d.json";

    private DeadLetterPage _page = null!;

    public async Task InitializeAsync() => _page = await DeadLetterPage.StartAsync();

    public async Task DisposeAsync() => await _page.DisposeAsync();

    [Fact]
    public async Task List_ShowsWhatWasFiledNewestFirst()
    {
        await _page.FileAsync("first.json", DeadLetterPage.Letter());
        var generation = await _page.FileAsync(Name, DeadLetterPage.Letter(id: "e-2"));

        var list = await _page.ListAsync();

        Assert.Equal(("dead-letters", 2), ((string?)list["bucket"], (int)list["total"]!));
        var letters = list["letters"]!.AsArray();
        Assert.Equal([Name, "first.json"], letters.Select(letter => (string)letter!["object"]!));
        var expected = JsonNode.Parse($$"""
            {
              "object": "{{Name}}", "generation": "{{generation}}", "filedAt": "2026-01-02T03:04:05+00:00",
              "bytes": {{DeadLetterPage.Letter(id: "e-2").Length}},
              "type": "shop.order.placed.v1", "eventId": "e-2",
              "origin": "projects/local/subscriptions/orders-to-inventory", "topic": "orders",
              "reason": "invalid-data", "message": "There is no quantity.", "fault": null
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, letters[0]), letters[0]!.ToJsonString());
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"reason":"r","origin":null,"filedAt":"2026-01-02T03:04:05Z","attributes":{},"data":""}""")]
    [InlineData("""{"reason":"r","origin":{},"filedAt":"2026-01-02T03:04:05Z","attributes":{},"data":"?"}""")]
    public async Task FileThatIsNoLetter_IsListedAsSuchAndStays(string content)
    {
        var generation = await _page.FileAsync("x", content);

        var listed = Assert.Single((await _page.ListAsync())["letters"]!.AsArray());
        var (status, body) = await _page.ReplayAsync("x", generation);

        Assert.Contains("no dead letter", (string?)listed!["fault"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("no dead letter", DeadLetterPage.Fault(body), StringComparison.Ordinal);
        Assert.Equal(["x"], await _page.ObjectsAsync());
    }

    [Fact]
    public async Task Letter_IsShownWithItsAttributesAndText()
    {
        var generation = await _page.FileAsync(Name, DeadLetterPage.Letter(data: "<b>grüße</b>"u8.ToArray()));

        var (status, content) = await _page.ShowAsync(Name, generation);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("<b>grüße</b>", (string?)content["text"]);
        Assert.Equal("no quantity", (string?)content["attributes"]!["dl-message"]);
        Assert.Equal((14, false), ((int)content["bytes"]!, (bool)content["isCut"]!));
    }

    [Fact]
    public async Task DataThatIsNoText_IsShownAsBase64()
    {
        var generation = await _page.FileAsync(Name, DeadLetterPage.Letter(data: [0xFF, 0x00]));

        var (_, content) = await _page.ShowAsync(Name, generation);

        Assert.Null(content["text"]);
        Assert.Equal("/wA=", (string?)content["base64"]);
    }

    [Fact]
    public async Task LongText_IsCutBetweenCharacters()
    {
        var data = Encoding.UTF8.GetBytes("x" + string.Concat(Enumerable.Repeat("ü", 40_000)));
        var generation = await _page.FileAsync(Name, DeadLetterPage.Letter(data: data));

        var (_, content) = await _page.ShowAsync(Name, generation);

        Assert.Equal("x" + string.Concat(Enumerable.Repeat("ü", 32_767)), (string?)content["text"]);
        Assert.Equal((80_001, true), ((int)content["bytes"]!, (bool)content["isCut"]!));
    }

    [Theory]
    [InlineData("", "generation=1", "object")]
    [InlineData("object=x", "", "generation")]
    [InlineData("object=x", "generation=one", "'one'")]
    public async Task RequestThatNamesNoLetter_IsRefused(string name, string generation, string fault)
    {
        using var response = await _page.Http.GetAsync($"/_/dead-letters/letter?{name}&{generation}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        Assert.Contains(fault, DeadLetterPage.Fault(body), StringComparison.Ordinal);
    }
}
