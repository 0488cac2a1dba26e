using Shop.Contracts;

namespace Shop.Api.Tests.Images;

public sealed class ImageReading
{
    [Fact]
    public async Task AcceptedImage_IsShownAsDeclared()
    {
        await using var server = await ImageServer.StartAsync();
        var opened = await server.OpenAsync("cat.jpg", "image/jpeg", 5);

        var image = await server.Api.SendAsync("GET", opened.Headers["Location"]);

        Assert.Equal(200, image.Status);
        Assert.Equal(
            $$"""{"id":"{{opened.Json.GetProperty("id")}}","status":"accepted","fileName":"cat.jpg","contentType":"image/jpeg","bytes":5,"createdAt":"2026-01-02T03:04:05+00:00","updatedAt":"2026-01-02T03:04:05+00:00","variants":[]}""",
            image.Text);
    }

    [Fact]
    public async Task ProcessedImage_IsShownWithItsVariants()
    {
        await using var server = await ImageServer.StartAsync();
        var opened = await server.OpenAsync("cat.jpg", "image/jpeg", 5);
        var path = opened.Headers["Location"];
        var before = await server.Api.SendAsync("GET", path);
        await server.ShowAsync(
            server.Processed(opened, await server.WriteVariantAsync("thumbnail", "small cat")));

        var image = await server.Api.SendAsync("GET", path, null, ("If-None-Match", before.Headers["ETag"]));
        var same = await server.Api.SendAsync("GET", path, null, ("If-None-Match", image.Headers["ETag"]));

        Assert.Equal((200, 304), (image.Status, same.Status));
        Assert.Equal(("processed", "cat.jpg", "image/png", 800, "aGFzaA=="), (
            image.Json.GetProperty("status").GetString(), image.Json.GetProperty("fileName").GetString(),
            image.Json.GetProperty("contentType").GetString(), image.Json.GetProperty("width").GetInt32(),
            image.Json.GetProperty("thumbHash").GetString()));
        Assert.Equal(
            before.Json.GetProperty("createdAt").GetString(),
            image.Json.GetProperty("createdAt").GetString());
        Assert.Equal(
            $$"""[{"name":"thumbnail","url":"{{path}}/thumbnail","contentType":"image/jpeg","width":80,"height":60,"bytes":9}]""",
            image.Json.GetProperty("variants").GetRawText());
    }

    [Fact]
    public async Task FailedImage_IsExplained()
    {
        await using var server = await ImageServer.StartAsync();
        var opened = await server.OpenAsync("cat.jpg", "image/jpeg", 5);
        await server.ShowAsync(server.Failed(opened));

        var image = (await server.Api.SendAsync("GET", opened.Headers["Location"])).Json;
        var variant = await server.Api.SendAsync("GET", opened.Headers["Location"] + "/thumbnail");

        Assert.Equal(("failed", "truncated", "The file ends too early."), (
            image.GetProperty("status").GetString(), image.GetProperty("reason").GetString(),
            image.GetProperty("message").GetString()));
        Assert.Equal("404 not-found", variant.ToString());
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "")]
    [InlineData(true, "/thumbnail")]
    [InlineData(false, "/stream")]
    [InlineData(true, "/stream")]
    public async Task AnotherCustomersImage_IsAnsweredAsOneThatIsNotThere(bool processed, string below)
    {
        await using var server = await ImageServer.StartAsync();
        var opened = await server.OpenAsync("cat.jpg", "image/jpeg", 5, ("X-Local-Customer", "anna"));
        if (processed)
        {
            await server.ShowAsync(
                server.Processed(opened, await server.WriteVariantAsync("thumbnail", "small cat")));
        }
        Task<Answer> Ask(string method, string path, string customer) =>
            server.Api.SendAsync(method, path + below, null, ("X-Local-Customer", customer));

        var mine = await Ask("HEAD", opened.Headers["Location"], "anna");
        var other = await Ask("GET", opened.Headers["Location"], "boris");
        var nobody = await Ask("GET", "/v1/images/" + new string('a', 32), "boris");

        Assert.Equal((200, "404 not-found"), (mine.Status, other.ToString()));
        Assert.Equal(nobody.Text, other.Text);
    }

    [Fact]
    public async Task ImageOfAnotherWay_IsNobodys()
    {
        await using var server = await ImageServer.StartAsync();
        var opened = await server.OpenAsync("cat.jpg", "image/jpeg", 5);
        var view = server.Processed(opened);
        var mine = view.Name;
        (string Bucket, string Name)[] others =
            [("uploads", "cat.jpg"), ("uploads", mine + "/x"), ("uploads", mine[..32] + "/1/a"), ("other", mine)];
        foreach (var (bucket, name) in others)
        {
            var id = ImageId.Of(bucket, name);
            await server.ShowAsync(view with { Id = id, Bucket = bucket, Name = name });

            Assert.Equal("404 not-found", (await server.Api.SendAsync("GET", $"/v1/images/{id}")).ToString());
        }
    }

    [Fact]
    public async Task UploadThatNeverCame_IsForgottenInTheEnd()
    {
        await using var server = await ImageServer.StartAsync();
        var opened = await server.OpenAsync("cat.jpg", "image/jpeg", 5);

        server.Api.Clock.Advance(TimeSpan.FromDays(37.9));
        var late = await server.Api.SendAsync("GET", opened.Headers["Location"]);
        server.Api.Clock.Advance(TimeSpan.FromDays(0.2));
        var tooLate = await server.Api.SendAsync("GET", opened.Headers["Location"]);

        Assert.Equal(("200", "404 not-found"), (late.ToString(), tooLate.ToString()));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("..%2f..")]
    [InlineData("%01")]
    public async Task IdThatIsNone_IsNotFound(string id)
    {
        await using var api = await ApiServer.StartAsync();

        var answer = await api.SendAsync("GET", "/v1/images/" + id);

        Assert.Equal("404 not-found", answer.ToString());
    }
}
