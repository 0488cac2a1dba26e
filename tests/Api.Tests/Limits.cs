using System.Globalization;
using Shop.Api.Tests.Images;

namespace Shop.Api.Tests;

/// <summary>Each limit on both of its sides: what just fits is taken, and what does not is told how much would.</summary>
public sealed class Limits
{
    private const string Orders = "POST /v1/orders";
    private const string Images = "POST /v1/images";
    private const string Restock = "POST /v1/inventory/mug/restock";

    /// <summary>Name of the limit, the number that the refusal must name, and whether it is refused by another name.</summary>
    private static readonly Dictionary<string, Limit> _limits = new()
    {
        ["body"] = new(65_536, "413 body-too-large", size => new(Orders, Line("mug", 1).PadRight(size))),
        ["depth of a body"] = new(64, "400 malformed-json", size => new(
            Orders, Line("mug", 1)[..^1] + ",\"deep\":" + new string('[', size - 1) + new string(']', size - 1) + "}"), Fits: "422"),
        ["SKU of a line"] = new(64, "422 validation-failed", size => new(Orders, Line(new string('a', size), 1))),
        ["SKU of a path"] = new(64, "404 not-found", size => new($"GET /v1/inventory/{new string('a', size)}"), Fits: "404"),
        ["SKU that is restocked"] = new(64, "404 not-found",
            size => new($"POST /v1/inventory/{new string('a', size)}/restock", """{"quantity":1}""")),
        ["lines"] = new(100, "422 validation-failed", size => new(Orders, Lines(Enumerable.Range(0, size).Select(i => ($"mug-{i}", 1))))),
        ["quantity"] = new(10_000, "422 validation-failed", size => new(Orders, Line("mug", size))),
        ["quantity of a SKU in several lines"] = new(10_000, "422 validation-failed",
            size => new(Orders, Lines([("mug", 1), ("mug", size - 1)]))),
        ["callback URL"] = new(2_048, "422 validation-failed", size => new(
            Orders, Line("mug", 1)[..^1] + $",\"callbackUrl\":\"{"https://a.example/".PadRight(size, 'a')}\"}}")),
        ["restock"] = new(1_000_000, "422 validation-failed", size => new(Restock, $$"""{"quantity":{{size}}}""")),
        ["file name"] = new(255, "422 validation-failed", size => new(Images, Image(new string('a', size), 1))),
        ["bytes of an image"] = new(50_000_000, "422 validation-failed", size => new(Images, Image("a.jpg", size))),
        ["page"] = new(100, "400 invalid-parameter", size => new($"GET /v1/orders?pageSize={size}")),
        ["idempotency key"] = new(255, "400 invalid-idempotency-key",
            size => new(Orders, Line("mug", 1), ("Idempotency-Key", new string('k', size)))),
        ["name of a local customer"] = new(128, "401 unauthenticated",
            size => new("GET /v1/orders", null, ("X-Local-Customer", new string('c', size)))),
        // Host, and Content-Length of an empty body, are two of them.
        ["headers"] = new(64, "431 headers-too-large",
            size => new("GET /healthz", null, [.. Enumerable.Range(0, size - 1).Select(i => ($"x-{i}", "1"))])),
        ["bytes of headers"] = new(16_384, "431 headers-too-large", size => new("GET /healthz", null, ("x", new string('x', size - 40))), Slack: 80),
        ["path and query"] = new(4_096, "414 uri-too-long", size => new("GET /healthz?" + new string('x', size - 9))),
    };

    public static TheoryData<string> Names => [.. _limits.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Limit_IsNamedByTheRefusalBeyondIt(string name)
    {
        var limit = _limits[name];
        await using var server = await ImageServer.StartAsync();
        var api = server.Api;

        var fits = await limit.Of(limit.Max).SendAsync(api);
        var published = api.Bus.Published.Count;
        var beyond = await limit.Of(limit.Max + 1 + limit.Slack).SendAsync(api);

        Assert.StartsWith(limit.Fits ?? "20", fits.ToString(), StringComparison.Ordinal);
        Assert.Equal(limit.Refusal, beyond.ToString());
        Assert.Contains(
            limit.Max.ToString(CultureInfo.InvariantCulture),
            beyond.Text.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(published, api.Bus.Published.Count);
    }

    [Fact]
    public async Task Token_IsRefusedBeyondItsLengthWithTheLimit()
    {
        await using var issuer = await Issuer.StartAsync();
        await using var api = await issuer.StartApiAsync();
        Task<Answer> AskAsync(int padding) => api.SendAsync("GET", "/v1/inventory", null, ("Authorization", "Bearer "
            + issuer.Sign(new Dictionary<string, object>(Issuer.Claims()) { ["padding"] = new string('x', padding) })));

        var (fits, beyond) = (await AskAsync(5_500), await AskAsync(6_200));

        Assert.Equal("200", fits.ToString());
        Assert.Equal("401 unauthenticated", beyond.ToString());
        Assert.Contains("8192", beyond.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subject_IsRefusedBeyondItsLengthWithTheLimit()
    {
        await using var issuer = await Issuer.StartAsync();
        await using var api = await issuer.StartApiAsync();
        Task<Answer> AskAsync(int length) => api.SendAsync(
            "GET", "/v1/inventory", null, ("Authorization", "Bearer " + issuer.Token(new string('s', length))));

        var (fits, beyond) = (await AskAsync(128), await AskAsync(129));

        Assert.Equal(("200", "401 unauthenticated"), (fits.ToString(), beyond.ToString()));
        Assert.Contains("128", beyond.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rate_IsNamedByTheRefusalBeyondIt()
    {
        await using var api = await ApiServer.StartAsync(("RATE_LIMIT_PER_MINUTE", "7"));

        var answers = new List<Answer>();
        for (var i = 0; i < 8; i++)
        {
            answers.Add(await api.SendAsync("GET", "/v1/inventory"));
        }

        Assert.All(answers[..7], answer => Assert.Equal("200", answer.ToString()));
        Assert.Equal("429 too-many-requests", answers[7].ToString());
        Assert.Contains(" 7 requests", answers[7].Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.True(answers[7].Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    public async Task Wait_IsCutToItsLimitAndTheAnswerNamesIt()
    {
        await using var api = await ApiServer.StartAsync();

        var answer = await api.SendAsync("POST", "/v1/orders", Line("mug", 1), ("Prefer", "wait=31"));

        Assert.Equal((202, "wait=30"), (answer.Status, answer.Headers["Preference-Applied"]));
    }

    private static string Line(string sku, int quantity) => Lines([(sku, quantity)]);

    private static string Lines(IEnumerable<(string Sku, int Quantity)> lines) =>
        $"{{\"lines\":[{string.Join(',', lines.Select(line => $"{{\"sku\":\"{line.Sku}\",\"quantity\":{line.Quantity}}}"))}]}}";

    private static string Image(string fileName, int bytes) =>
        $$"""{"fileName":"{{fileName}}","contentType":"image/jpeg","bytes":{{bytes}}}""";

    /// <param name="Max">What just fits.</param>
    /// <param name="Refusal">What is answered beyond it.</param>
    /// <param name="Of">A request that takes so much.</param>
    /// <param name="Fits">How the answer begins to what fits; null for success.</param>
    /// <param name="Slack">How much more is surely beyond it, where a client adds some of its own.</param>
    private sealed record Limit(int Max, string Refusal, Func<int, Sent> Of, string? Fits = null, int Slack = 0);

    private sealed record Sent(string Route, string? Json, params (string Name, string Value)[] Headers)
    {
        public Sent(string route)
            : this(route, null)
        {
        }

        public Task<Answer> SendAsync(ApiServer api) =>
            api.SendAsync(Route.Split(' ')[0], Route.Split(' ')[1], Json, Headers);
    }
}
