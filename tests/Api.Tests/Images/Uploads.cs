using Shop.Contracts;

namespace Shop.Api.Tests.Images;

public sealed class Uploads
{
    private static readonly byte[] _cat = "a cat"u8.ToArray();

    [Fact]
    public async Task Image_IsUploadedByTheSessionUrl()
    {
        await using var server = await ImageServer.StartAsync();

        var opened = await server.OpenAsync(
            "Kätzchen 1?.jpg", "image/jpeg", 5, ("Origin", "http://localhost:8080"));
        var put = await server.PutAsync(opened, _cat);

        Assert.Equal((201, 200), (opened.Status, put.Status));
        Assert.Equal("http://localhost:8080", put.Headers["Access-Control-Allow-Origin"]);
        var (id, name) = (
            opened.Json.GetProperty("id").GetString(), opened.Json.GetProperty("objectName").GetString()!);
        Assert.Equal($"/v1/images/{id}", opened.Headers["Location"]);
        Assert.Equal(ImageId.Of("uploads", name).Value, id);
        Assert.EndsWith("/Kätzchen 1?.jpg", name, StringComparison.Ordinal);
        Assert.Equal(
            server.Api.Clock.GetUtcNow().AddDays(7),
            opened.Json.GetProperty("expiresAt").GetDateTimeOffset());
        var stored = await server.Storage.GetObjectAsync("uploads", name);
        Assert.Equal((5UL, "image/jpeg"), (stored.Size, stored.ContentType));
    }

    [Fact]
    public async Task AnotherTypeThanDeclared_DoesNotBecomeTheObjects()
    {
        await using var server = await ImageServer.StartAsync();
        var opened = await server.OpenAsync("cat.jpg", "image/jpeg", 5);

        var put = await server.PutAsync(opened, _cat, "text/html");

        Assert.Equal(200, put.Status);
        var stored = await server.Storage.GetObjectAsync(
            "uploads", opened.Json.GetProperty("objectName").GetString());
        Assert.Equal("image/jpeg", stored.ContentType);
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(6, false)]
    [InlineData(4, true)]
    [InlineData(6, true)]
    public async Task AnotherSizeThanDeclared_IsRefusedByStorage(int bytes, bool chunked)
    {
        await using var server = await ImageServer.StartAsync();
        var opened = await server.OpenAsync("cat.jpg", "image/jpeg", 5);

        var put = await server.PutAsync(opened, new byte[bytes], chunked: chunked);

        Assert.Equal(400, put.Status);
        Assert.Empty(server.Storage.ListObjects("uploads"));
    }

    [Fact]
    public async Task CustomersAndUploads_NeverMeet()
    {
        await using var server = await ImageServer.StartAsync();
        var answers = await Task.WhenAll(
            server.OpenAsync("cat.jpg", "image/jpeg", 5, ("X-Local-Customer", "anna")),
            server.OpenAsync("cat.jpg", "image/jpeg", 5, ("X-Local-Customer", "anna")),
            server.OpenAsync("cat.jpg", "image/jpeg", 5, ("X-Local-Customer", "../boris/..")));

        var names = answers.Select(answer => answer.Json.GetProperty("objectName").GetString()!).ToList();

        Assert.Equal(3, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches(
            "^[0-9a-f]{32}/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/cat.jpg$", name));
        Assert.Equal(2, names.Select(name => name[..32]).Distinct().Count());
    }

    [Fact]
    public async Task SameKey_OpensAnotherSessionForTheSameImage()
    {
        await using var server = await ImageServer.StartAsync();
        Task<Answer> Open(long bytes) =>
            server.OpenAsync("cat.jpg", "image/jpeg", bytes, ("Idempotency-Key", "k"));

        var (first, again, other) = (await Open(5), await Open(5), await Open(6));
        await server.PutAsync(again, _cat);
        var uploaded = await Open(5);

        Assert.Equal((201, 201, "422 idempotency-key-reused", 200),
            (first.Status, again.Status, other.ToString(), uploaded.Status));
        Assert.Single(
            new[] { first, again, uploaded }.Select(answer => answer.Json.GetProperty("id").GetString()).Distinct());
        Assert.False(uploaded.Json.TryGetProperty("uploadUrl", out _));
        Assert.Equal(412, (await server.PutAsync(first, "a dog"u8.ToArray())).Status);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://localhost:8080/path")]
    [InlineData("null")]
    public async Task OddOrigin_IsNotPassedOn(string origin)
    {
        await using var server = await ImageServer.StartAsync();

        Assert.Equal(201, (await server.OpenAsync("cat.jpg", "image/jpeg", 5, ("Origin", origin))).Status);
    }

    [Fact]
    public async Task StorageDown_IsAProblemThatPasses()
    {
        await using var server = await ImageServer.StartAsync();
        await server.StopStorageAsync();

        var answer = await server.OpenAsync("cat.jpg", "image/jpeg", 5);

        Assert.Equal("503 unavailable", answer.ToString());
        Assert.Equal("5", answer.Headers["Retry-After"]);
    }

    [Fact]
    public async Task StoreDown_OpensNoSession()
    {
        await using var server = await ImageServer.StartAsync();
        server.Api.Store.FailBefore(1);

        Assert.Equal("503 unavailable", (await server.OpenAsync("cat.jpg", "image/jpeg", 5)).ToString());
        Assert.Equal(201, (await server.OpenAsync("cat.jpg", "image/jpeg", 5)).Status);
    }

    [Fact]
    public async Task StoreThatHangs_IsNotBlamedOnStorage()
    {
        var store = new HangingCommits();
        await using var server = await ImageServer.StartAsync(store: store);
        var asked = server.OpenAsync("cat.jpg", "image/jpeg", 5);

        await store.Begun;
        server.Api.Clock.Advance(TimeSpan.FromSeconds(10));

        var answer = await asked;
        Assert.Equal("503 unavailable", answer.ToString());
        Assert.DoesNotContain("Cloud Storage", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
