namespace Shop.Api.Tests;

public sealed class StartUps
{
    [Fact]
    public async Task EmptyEnvironment_IsRefusedWithEveryFault()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => ApiServer.StartAsync(
            [.. ApiServer.Environment.Keys.Select(name => (name, (string?)null))]));

        Assert.All(
            (string[])["GOOGLE_CLOUD_PROJECT", "ORDERS_TOPIC", "INVENTORY_TOPIC", "UPLOADS_BUCKET", "VARIANTS_BUCKET", "AUTH_AUDIENCE"],
            name => Assert.Contains(name, fault.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ORDERS_TOPIC", "orders")]
    [InlineData("AUTH_MODE", "None")]
    [InlineData("K_SERVICE", "api")]
    [InlineData("OPERATORS", "anna,b%b")]
    [InlineData("CORS_ORIGINS", "shop.example")]
    [InlineData("CORS_ORIGINS", "https://shop.example/")]
    [InlineData("CORS_ORIGINS", "https://shop.example, file:///x")]
    [InlineData("RATE_LIMIT_PER_MINUTE", "0")]
    [InlineData("RATE_LIMIT_PER_MINUTE", "many")]
    public async Task UnusableValue_IsRefusedByName(string name, string value)
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => ApiServer.StartAsync((name, value)));

        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AUTH_CERTS_URL", "http://keys.example/certs")]
    [InlineData("AUTH_CERTS_URL", "certs")]
    [InlineData("AUTH_ALGORITHM", "none")]
    [InlineData("AUTH_ALGORITHM", "HS256")]
    [InlineData("AUTH_ISSUER", "https://issuer.example")]
    [InlineData("AUTH_SIGN_IN_URL", "http://issuer.example/authorize")]
    [InlineData("AUTH_SIGN_IN_URL", "javascript:alert(1)")]
    public async Task UnusableIssuer_IsRefusedByName(string name, string value)
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ApiServer.StartAsync(("AUTH_MODE", "oidc"), ("AUTH_AUDIENCE", "shop"), (name, value)));

        Assert.Contains(name == "AUTH_ISSUER" ? "AUTH_CERTS_URL" : name, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("oidc")]
    public async Task Tokens_AreAskedForUnlessSaidOtherwise(string? mode)
    {
        await using var api = await ApiServer.StartAsync(("AUTH_MODE", mode), ("AUTH_AUDIENCE", "shop"));

        Assert.Equal("401 unauthenticated", (await api.SendAsync("GET", "/v1/orders")).ToString());
        Assert.Equal(200, (await api.SendAsync("GET", "/healthz")).Status);
    }
}
