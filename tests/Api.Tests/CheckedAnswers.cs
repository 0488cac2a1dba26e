using System.Net;
using System.Text;
using Shop.OpenApi;

namespace Shop.Api.Tests;

/// <summary>The check of answers finds what is wrong with them: else every test that relies on it proves nothing.</summary>
public sealed class CheckedAnswers
{
    private const string Order =
        """{"id":"00000000-0000-7000-8000-000000000001","status":"placed","lines":[{"sku":"mug","quantity":1}],"createdAt":"2026-01-02T03:04:05Z","updatedAt":"2026-01-02T03:04:05Z"}""";

    private const string Problem = """{"type":"/problems/not-found","title":"T","status":404,"detail":"D"}""";

    private const string Path = "/v1/orders/00000000-0000-7000-8000-000000000001";

    [Theory]
    [InlineData(200, "application/json", Order, "\"tag\"", null)]
    [InlineData(404, "application/problem+json", Problem, null, null)]
    [InlineData(304, null, "", "\"tag\"", null)]
    [InlineData(418, "application/problem+json", Problem, null, "status 418 is not declared")]
    [InlineData(200, "text/plain", Order, "\"tag\"", "content type text/plain is not declared")]
    [InlineData(200, "application/json", Order, null, "header ETag is missing")]
    [InlineData(200, "application/json", Order, "W/tag", "header ETag")]
    [InlineData(200, "application/json", "", "\"tag\"", "no JSON")]
    [InlineData(200, null, "", "\"tag\"", "there is no content")]
    [InlineData(200, "application/json", "[]", "\"tag\"", "Value is \"array\"")]
    [InlineData(404, "application/json", Problem, null, "content type application/json is not declared")]
    [InlineData(503, "application/problem+json", """{"type":"/problems/unavailable","title":"T","status":503,"detail":"D"}""", null, "header Retry-After is missing")]
    public async Task Answer_IsHeldAgainstTheDescription(int status, string? mediaType, string body, string? tag, string? fault)
    {
        var thrown = await AskAsync(Path, status, mediaType, body, ("ETag", tag));

        Assert.Equal(fault is null, thrown is null);
        Assert.Contains(fault ?? "", thrown ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"status\":\"placed\"", "\"status\":\"lost\"", "/status")]
    [InlineData("\"status\":\"placed\",", "", "status")]
    [InlineData("\"quantity\":1", "\"quantity\":\"1\"", "/lines/0/quantity")]
    [InlineData("\"quantity\":1", "\"quantity\":0", "/lines/0/quantity")]
    [InlineData("\"quantity\":1", "\"quantity\":1,\"price\":3", "/lines/0")]
    [InlineData("\"sku\":\"mug\"", "\"sku\":\"MUG\"", "/lines/0/sku")]
    [InlineData("2026-01-02T03:04:05Z", "yesterday", "/createdAt")]
    [InlineData("\"createdAt\"", "\"secret\":1,\"createdAt\"", "/secret")]
    [InlineData("\"createdAt\"", "\"shortages\":null,\"createdAt\"", "/shortages")]
    public async Task Member_IsHeldAgainstItsSchema(string part, string instead, string place)
    {
        var body = Order.Replace(part, instead, StringComparison.Ordinal);

        Assert.Contains(place, await AskAsync(Path, 200, "application/json", body, ("ETag", "\"tag\"")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"status\":404", "\"status\":400", "the problem's status is not that of the answer")]
    [InlineData("/problems/not-found", "/problems/no-such", "problem /problems/no-such is not declared")]
    [InlineData("/problems/not-found", "not-found", "/type")]
    [InlineData("\"detail\":\"D\"", "\"detail\":\"\"", "/detail")]
    public async Task Problem_IsOneThatTheOperationDeclares(string part, string instead, string fault) => Assert.Contains(
        fault,
        await AskAsync(Path, 404, "application/problem+json", Problem.Replace(part, instead, StringComparison.Ordinal)),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("event: order\ndata: " + Order + "\n\n", null)]
    [InlineData(": heartbeat\n\n", null)]
    [InlineData("event: gossip\ndata: {}\n\n", "event gossip is not declared")]
    [InlineData("event: order\ndata: {}\n\n", "event order")]
    [InlineData("event: order\ndata: " + Order + "\n\nevent: end\ndata: no json\n\n", "no JSON")]
    public async Task Event_IsHeldAgainstItsSchema(string stream, string? fault)
    {
        var thrown = await AskAsync(Path + "/stream", 200, "text/event-stream", stream);

        Assert.Equal(fault is null, thrown is null);
        Assert.Contains(fault ?? "", thrown ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task PathThatIsNotDescribed_MayAnswerProblemsOnlyAsTheyAreDescribed()
    {
        Assert.Null(await AskAsync("/elsewhere", 404, "application/problem+json", Problem));
        Assert.NotNull(await AskAsync("/elsewhere", 404, "application/problem+json", "{}"));
    }

    /// <returns>What was found; null for nothing.</returns>
    private static async Task<string?> AskAsync(
        string path, int status, string? mediaType, string body, params (string Name, string? Value)[] headers)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        answer.Content.Headers.ContentType = mediaType is null ? null : new(mediaType);
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            answer.Headers.TryAddWithoutValidation(name, value);
        }
        var (contract, coverage) = (await Described.ContractAsync(), new Coverage());
        using var client = new HttpClient(
            new CheckedHandler(_ => Task.FromResult<Contract?>(contract), coverage) { InnerHandler = new Fixed(answer) });
        try
        {
            using var response = await client.GetAsync(new Uri("http://api.example" + path), HttpCompletionOption.ResponseHeadersRead);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
            await reader.ReadToEndAsync();
            Assert.Empty(coverage.Faults);
            return null;
        }
        catch (ContractBrokenException broken)
        {
            Assert.Equal([broken.Message], coverage.Faults);
            return broken.Message;
        }
    }

    private sealed class Fixed(HttpResponseMessage answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            answer.RequestMessage = request;
            return Task.FromResult(answer);
        }
    }
}
