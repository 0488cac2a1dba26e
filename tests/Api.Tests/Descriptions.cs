using System.Text.Json;

namespace Shop.Api.Tests;

public sealed class Descriptions
{
    [Fact]
    public async Task OpenApi_DescribesEveryRoute()
    {
        await using var api = await ApiServer.StartAsync();

        var document = (await api.SendAsync("GET", "/openapi/v1.json")).Json;

        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal("Shop API", document.GetProperty("info").GetProperty("title").GetString());
        Assert.Equal(
            [
                "/health get", "/healthz get", "/v1/images post", "/v1/images/{id} get", "/v1/images/{id}/stream get",
                "/v1/images/{id}/{variant} get", "/v1/inventory get", "/v1/inventory/{sku} get", "/v1/inventory/{sku}/restock post",
                "/v1/orders get", "/v1/orders post", "/v1/orders/{id} get", "/v1/orders/{id}/cancel post", "/v1/orders/{id}/events get",
                "/v1/orders/{id}/stream get",
            ],
            Operations(document).Select(operation => $"{operation.Path} {operation.Method}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EveryOperation_SaysWhatItIsAndWhichProblemsItAnswers()
    {
        await using var api = await ApiServer.StartAsync();

        foreach (var (path, _, operation) in Operations((await api.SendAsync("GET", "/openapi/v1.json")).Json))
        {
            Assert.EndsWith(".", operation.GetProperty("summary").GetString(), StringComparison.Ordinal);
            var responses = operation.GetProperty("responses");
            var isOpen = !path.StartsWith("/v1/", StringComparison.Ordinal);
            foreach (var status in isOpen ? (string[])["500"] : ["401", "429", "500", "503"])
            {
                Assert.True(responses.TryGetProperty(status, out var response), $"{path} lacks {status}");
                Assert.True(response.GetProperty("content").TryGetProperty("application/problem+json", out _));
            }
            // Nobody has to say who asks for these, nobody is counted, and nothing is needed to answer.
            Assert.DoesNotContain(
                responses.EnumerateObject(), answer => isOpen && (answer.Name is "401" or "429" or "503"));
        }
    }

    [Fact]
    public async Task Order_IsDescribedWithItsBounds()
    {
        await using var api = await ApiServer.StartAsync();

        var document = (await api.SendAsync("GET", "/openapi/v1.json")).Json;
        var schemas = document.GetProperty("components").GetProperty("schemas");
        var lines = schemas.GetProperty("OrderRequest").GetProperty("properties").GetProperty("lines");
        var line = schemas.GetProperty("OrderLine").GetProperty("properties");

        Assert.Equal((1, 100), (lines.GetProperty("minItems").GetInt32(), lines.GetProperty("maxItems").GetInt32()));
        Assert.Equal(10_000, line.GetProperty("quantity").GetProperty("maximum").GetInt32());
        Assert.Equal("integer", line.GetProperty("quantity").GetProperty("type").GetString());
        Assert.Equal(["lines"], schemas.GetProperty("OrderRequest").GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(
            ["placed", "confirmed", "rejected", "cancelled"],
            schemas.GetProperty("OrderStatus").GetProperty("enum").EnumerateArray().Select(status => status.GetString()));
        Assert.Equal("string", schemas.GetProperty("OrderStatus").GetProperty("type").GetString());
        Assert.DoesNotContain(
            "shortages", schemas.GetProperty("OrderBody").GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(
            "string", schemas.GetProperty("OrderRequest").GetProperty("properties").GetProperty("callbackUrl").GetProperty("type").GetString());
        Assert.Contains("[a-z0-9]", document.GetRawText(), StringComparison.Ordinal);
        var place = document.GetProperty("paths").GetProperty("/v1/orders").GetProperty("post");
        Assert.Equal(
            ["Idempotency-Key", "Prefer"],
            place.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));
        Assert.False(place.TryGetProperty("security", out _));
    }

    [Fact]
    public async Task WhereTokensAreVerified_TheyAreDescribed()
    {
        await using var api = await ApiServer.StartAsync(("AUTH_MODE", "oidc"), ("AUTH_AUDIENCE", "shop"));

        var document = (await api.SendAsync("GET", "/openapi/v1.json")).Json;

        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString());
        Assert.True(document.GetProperty("paths").GetProperty("/v1/orders").GetProperty("get").GetProperty("security")[0].TryGetProperty("bearer", out _));
        Assert.False(document.GetProperty("paths").GetProperty("/healthz").GetProperty("get").TryGetProperty("security", out _));
    }

    [Fact]
    public async Task Description_IsCachedByItsTag()
    {
        await using var api = await ApiServer.StartAsync();

        var first = await api.SendAsync("GET", "/openapi/v1.json");
        var again = await api.SendAsync("GET", "/openapi/v1.json", null, ("If-None-Match", first.Headers["ETag"]));

        Assert.Equal((200, 304), (first.Status, again.Status));
    }

    private static IEnumerable<(string Path, string Method, JsonElement Operation)> Operations(JsonElement document) =>
        document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Select(operation => (path.Name, operation.Name, operation.Value)));
}
