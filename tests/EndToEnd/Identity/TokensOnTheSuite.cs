namespace Shop.EndToEnd.Identity;

/// <summary>Who may do what, on a suite that verifies who calls.</summary>
[Collection(SecuredTests.Name)]
public sealed class TokensOnTheSuite(SecuredSuite suite)
{
    private const string Order = """{"lines":[{"sku":"secured-mug","quantity":2}]}""";

    [Fact]
    public async Task Order_IsItsCustomersAlone()
    {
        var (anna, ben, boss) = (await suite.TokenAsync("anna"), await suite.TokenAsync("ben"), await suite.TokenAsync("operator"));
        Assert.Equal(202, (await suite.CallAsync(boss, "POST", "v1/inventory/secured-mug/restock", """{"quantity":5}""")).Status);

        var placed = await suite.CallAsync(anna, "POST", "v1/orders", Order, "wait=30");

        var path = "v1/orders/" + placed.Body.GetProperty("id").GetString();
        Assert.Equal((201, "confirmed"), (placed.Status, placed.Body.GetProperty("status").GetString()));
        Assert.Equal(200, (await suite.CallAsync(anna, "GET", path)).Status);
        Assert.Equal(404, (await suite.CallAsync(ben, "GET", path)).Status);
        Assert.Equal(404, (await suite.CallAsync(ben, "GET", path + "/stream")).Status);
        Assert.Equal(404, (await suite.CallAsync(ben, "POST", path + "/cancel")).Status);
        // An operator runs the stock, and reads nobody's orders.
        Assert.Equal(404, (await suite.CallAsync(boss, "GET", path)).Status);
        Assert.Equal(0, (await suite.CallAsync(ben, "GET", "v1/orders")).Body.GetProperty("orders").GetArrayLength());
    }

    [Fact]
    public async Task Restock_IsForOperators() => Assert.Equal(
        (403, "/problems/operators-only"),
        Problem(await suite.CallAsync(await suite.TokenAsync("anna"), "POST", "v1/inventory/mug/restock", """{"quantity":5}""")));

    [Theory]
    [InlineData("v1/orders", "GET")]
    [InlineData("v1/inventory", "GET")]
    [InlineData("v1/orders", "POST")]
    [InlineData("v1/images", "POST")]
    public async Task WithoutToken_NothingIsAnswered(string path, string method) => Assert.Equal(
        (401, "/problems/unauthenticated"),
        Problem(await suite.CallAsync(null, method, path, method == "POST" ? Order : null)));

    [Fact]
    public async Task TokenForSomebodyElse_IsNotBelieved() => Assert.Equal(
        (401, "/problems/unauthenticated"),
        Problem(await suite.CallAsync(await suite.TokenAsync("anna", "another-api"), "GET", "v1/orders")));

    [Fact]
    public async Task Announcement_ShowsHowToGetATokenAndThatWorks()
    {
        var command = suite.Output.Split('\n').Single(line => line.Contains("TOKEN=", StringComparison.Ordinal));

        Assert.Contains($"-d username=operator {suite.CloudUrl}issuer/token", command, StringComparison.Ordinal);
        Assert.Equal(200, (await suite.CallAsync(await suite.TokenAsync("operator"), "GET", "v1/inventory")).Status);
    }

    [Fact]
    public async Task Restart_KeepsTokensGood()
    {
        var token = await suite.TokenAsync("anna");

        await suite.KillAndRestartAsync();
        await suite.FindApiAsync();

        Assert.Equal(200, (await suite.CallAsync(token, "GET", "v1/orders")).Status);
    }

    private static (int, string?) Problem((int Status, System.Text.Json.JsonElement Body) answer) =>
        (answer.Status, answer.Body.GetProperty("type").GetString());
}
