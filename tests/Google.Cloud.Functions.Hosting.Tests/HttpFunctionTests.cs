using System.Net;

namespace Google.Cloud.Functions.Hosting.Tests;

public class HttpFunctionTests
{
    [Theory]
    [InlineData("GET", "/")]
    [InlineData("POST", "/orders/1")]
    [InlineData("DELETE", "/a/b/c")]
    [InlineData("PURGE", "/robots.html")]
    public async Task AnyMethodAndPath_ReachesTheFunction(string method, string path)
    {
        await using var host = await FunctionHost.StartAsync<EchoFunction>();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($"{method} {path}", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/favicon.ico")]
    [InlineData("/robots.txt")]
    public async Task ForbiddenPath_Is404WithoutBody(string path)
    {
        await using var host = await FunctionHost.StartAsync<EchoFunction>();

        using var response = await host.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task FunctionThrows_Is500WithoutBody()
    {
        await using var host = await FunctionHost.StartAsync<FaultyFunction>();

        using var response = await host.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("""{"Sku":"mug","Quantity":2}""", HttpStatusCode.OK, """{"Sku":"mug","Quantity":4}""")]
    [InlineData("{", HttpStatusCode.BadRequest, "")]
    [InlineData("null", HttpStatusCode.BadRequest, "")]
    [InlineData("""{"Sku":"mug","Quantity":2147483647}""", HttpStatusCode.InternalServerError, "")]
    public async Task TypedFunction_SpeaksJson(string body, HttpStatusCode status, string answer)
    {
        await using var host = await FunctionHost.StartAsync<DoublingFunction>();
        using var content = new StringContent(body);

        using var response = await host.Client.PostAsync("/", content);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(answer, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Start_LogsWhichFunctionIsServed()
    {
        await using var host = await FunctionHost.StartAsync<EchoFunction>();

        Assert.Contains(host.Logs, log =>
            log.Category == typeof(EntryPoint).FullName
            && log.Message.Contains(typeof(EchoFunction).FullName!, StringComparison.Ordinal));
    }
}
