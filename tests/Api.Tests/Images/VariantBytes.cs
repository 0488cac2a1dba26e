namespace Shop.Api.Tests.Images;

public sealed class VariantBytes
{
    [Fact]
    public async Task Variant_IsServedWithItsHeaders()
    {
        await using var server = await ImageServer.StartAsync();
        var path = await ProcessAsync(server, "small cat");

        var (get, head) = (await server.Api.SendAsync("GET", path), await server.Api.SendAsync("HEAD", path));

        Assert.Equal((200, "small cat"), (get.Status, get.Text));
        Assert.Equal((200, ""), (head.Status, head.Text));
        foreach (var name in (string[])["Content-Type", "Content-Length", "ETag", "Cache-Control"])
        {
            Assert.Equal(get.Headers[name], head.Headers[name]);
        }
        Assert.Equal(("image/jpeg", "9"), (get.Headers["Content-Type"], get.Headers["Content-Length"]));
        Assert.Equal("max-age=3600, private", get.Headers["Cache-Control"]);
        Assert.Equal("nosniff", get.Headers["X-Content-Type-Options"]);
    }

    [Fact]
    public async Task LargeVariant_ArrivesWhole()
    {
        await using var server = await ImageServer.StartAsync();
        var content = string.Concat(Enumerable.Range(0, 300_000).Select(number => $"{number}\n"));

        var answer = await server.Api.SendAsync("GET", await ProcessAsync(server, content));

        Assert.Equal(content, answer.Text);
    }

    [Fact]
    public async Task KnownVariant_IsNotSentAgain()
    {
        await using var server = await ImageServer.StartAsync();
        var path = await ProcessAsync(server, "small cat");
        var tag = (await server.Api.SendAsync("GET", path)).Headers["ETag"];
        await server.StopStorageAsync();

        var known = await server.Api.SendAsync("GET", path, null, ("If-None-Match", $"\"x\", W/{tag}"));
        var other = await server.Api.SendAsync("GET", path, null, ("If-None-Match", "\"x\""));

        Assert.Equal((304, "", tag), (known.Status, known.Text, known.Headers["ETag"]));
        Assert.Equal("503 unavailable", other.ToString());
        Assert.Equal("no-store", other.Headers["Cache-Control"]);
        Assert.False(other.Headers.ContainsKey("ETag"));
    }

    [Fact]
    public async Task GenerationThatIsGone_IsNotReplacedByAnother()
    {
        await using var server = await ImageServer.StartAsync();
        var path = await ProcessAsync(server, "small cat");
        await server.WriteVariantAsync("thumbnail", "small dog");

        var answer = await server.Api.SendAsync("GET", path);

        Assert.Equal("404 not-found", answer.ToString());
        Assert.DoesNotContain("dog", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("display")]
    [InlineData("Thumbnail")]
    [InlineData("thumbnail.jpg")]
    [InlineData("..%2fthumbnail")]
    public async Task UnknownVariant_IsAnsweredWithThoseThatThereAre(string name)
    {
        await using var server = await ImageServer.StartAsync();
        var path = await ProcessAsync(server, "small cat");

        var answer = await server.Api.SendAsync("GET", path[..^"thumbnail".Length] + name);

        Assert.Equal("404 not-found", answer.ToString());
        Assert.Contains("thumbnail", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequestThatAcceptsNoImage_IsRefused()
    {
        await using var server = await ImageServer.StartAsync();
        var path = await ProcessAsync(server, "small cat");

        Assert.Equal(
            "406 not-acceptable",
            (await server.Api.SendAsync("GET", path, null, ("Accept", "application/json"))).ToString());
    }

    private static async Task<string> ProcessAsync(ImageServer server, string content)
    {
        var opened = await server.OpenAsync("cat.jpg", "image/jpeg", 5);
        await server.ShowAsync(
            server.Processed(opened, await server.WriteVariantAsync("thumbnail", content)));
        return opened.Headers["Location"] + "/thumbnail";
    }
}
