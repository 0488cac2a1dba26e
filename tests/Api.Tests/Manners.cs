namespace Shop.Api.Tests;

public sealed class Manners
{
    [Fact]
    public async Task EveryAnswer_CarriesSecurityHeaders()
    {
        await using var api = await ApiServer.StartAsync();

        foreach (var path in (string[])["/healthz", "/nowhere", "/v1/orders", "/v1/orders?pageSize=x"])
        {
            var answer = await api.SendAsync("GET", path);

            Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
            Assert.Equal("default-src 'none'; frame-ancestors 'none'", answer.Headers["Content-Security-Policy"]);
            Assert.Equal("no-referrer", answer.Headers["Referrer-Policy"]);
            Assert.False(answer.Headers.ContainsKey("Server"));
            Assert.False(answer.Headers.ContainsKey("Strict-Transport-Security"));
        }
    }

    [Theory]
    [InlineData("/healthz", "GET, HEAD, OPTIONS")]
    [InlineData("/v1/orders", "GET, HEAD, OPTIONS, POST")]
    [InlineData("/v1/inventory/mug/restock", "OPTIONS, POST")]
    public async Task Options_SaysWhatIsAllowed(string path, string allow)
    {
        await using var api = await ApiServer.StartAsync();

        var options = await api.SendAsync("OPTIONS", path);
        var delete = await api.SendAsync("DELETE", path);

        Assert.Equal((204, allow), (options.Status, options.Headers["Allow"]));
        Assert.Equal(("405 method-not-allowed", allow), (delete.ToString(), delete.Headers["Allow"]));
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/v1/orders")]
    [InlineData("/nowhere")]
    public async Task Head_IsGetWithoutBody(string path)
    {
        await using var api = await ApiServer.StartAsync();

        var get = await api.SendAsync("GET", path);
        var head = await api.SendAsync("HEAD", path);

        Assert.Equal((get.Status, ""), (head.Status, head.Text));
        Assert.Equal(get.Headers["Content-Type"], head.Headers["Content-Type"]);
        Assert.Equal(get.Headers.GetValueOrDefault("ETag"), head.Headers.GetValueOrDefault("ETag"));
    }

    [Fact]
    public async Task PagesOfConfiguredOrigins_MayCall()
    {
        await using var api = await ApiServer.StartAsync(("CORS_ORIGINS", "https://shop.example, http://localhost:3000"));
        Task<Answer> Preflight(string origin) => api.SendAsync(
            "OPTIONS", "/v1/orders", null, ("Origin", origin), ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "authorization,idempotency-key"));

        var mine = await Preflight("https://shop.example");
        var other = await Preflight("https://evil.example");
        var simple = await api.SendAsync("GET", "/v1/orders", null, ("Origin", "http://localhost:3000"));

        Assert.Equal((204, "https://shop.example"), (mine.Status, mine.Headers["Access-Control-Allow-Origin"]));
        Assert.Contains("Idempotency-Key", mine.Headers["Access-Control-Allow-Headers"], StringComparison.OrdinalIgnoreCase);
        Assert.False(other.Headers.ContainsKey("Access-Control-Allow-Origin"));
        Assert.Equal("http://localhost:3000", simple.Headers["Access-Control-Allow-Origin"]);
        Assert.Contains("Location", simple.Headers["Access-Control-Expose-Headers"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutOrigins_NoPageMayCall()
    {
        await using var api = await ApiServer.StartAsync();

        var answer = await api.SendAsync("GET", "/v1/orders", null, ("Origin", "https://shop.example"));

        Assert.False(answer.Headers.ContainsKey("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task CallerOverTheRate_IsToldWhenAndOthersAreServed()
    {
        await using var api = await ApiServer.StartAsync(("RATE_LIMIT_PER_MINUTE", "3"));

        var mine = new List<Answer>();
        for (var i = 0; i < 4; i++)
        {
            mine.Add(await api.SendAsync("GET", "/v1/orders"));
        }
        var other = await api.SendAsync("GET", "/v1/orders", null, ("X-Local-Customer", "anna"));
        var health = await api.SendAsync("GET", "/healthz");

        Assert.Equal(["200", "200", "200", "429 too-many-requests"], mine.Select(answer => answer.ToString()));
        Assert.InRange(int.Parse(mine[3].Headers["Retry-After"], null), 1, 20);
        Assert.Equal("\"caller\";q=3;w=60", mine[3].Headers["RateLimit-Policy"]);
        Assert.Contains("Each instance", mine[3].Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal((200, 200), (other.Status, health.Status));
    }

    [Fact]
    public async Task WhoeverGuessesTokens_IsHeldUpToo()
    {
        await using var api = await ApiServer.StartAsync(
            ("AUTH_MODE", "oidc"), ("AUTH_AUDIENCE", "shop"), ("RATE_LIMIT_PER_MINUTE", "2"));

        var statuses = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            statuses.Add((await api.SendAsync("GET", "/v1/orders", null, ("Authorization", $"Bearer {i}"))).Status);
        }

        Assert.Equal([401, 401, 429], statuses);
    }
}
