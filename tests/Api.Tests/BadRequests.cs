using System.Net.Http.Headers;
using System.Text;

namespace Shop.Api.Tests;

public sealed class BadRequests
{
    private const string Line = """{"sku":"mug","quantity":2}""";

    public static TheoryData<string, string, string> Bodies => new()
    {
        { "", "400 malformed-json", "" },
        { "{", "400 malformed-json", "" },
        { "nul", "400 malformed-json", "" },
        { "{\"lines\":[" + Line + "]}}", "400 malformed-json", "" },
        { "{\"lines\":[" + Line + ",]}", "400 malformed-json", "" },
        { "{'lines':[]}", "400 malformed-json", "" },
        { "{\"lines\":[" + Line + "] /* two */}", "400 malformed-json", "" },
        { "{\"lines\":NaN}", "400 malformed-json", "" },
        { new string('[', 100) + new string(']', 100), "400 malformed-json", "" },
        { "null", "422 validation-failed", "" },
        { "[]", "422 validation-failed", "" },
        { "7", "422 validation-failed", "" },
        { "{}", "422 validation-failed", "/lines" },
        { """{"lines":null}""", "422 validation-failed", "/lines" },
        { """{"lines":{}}""", "422 validation-failed", "/lines" },
        { """{"lines":[]}""", "422 validation-failed", "/lines" },
        { """{"lines":[null]}""", "422 validation-failed", "/lines/0" },
        { """{"lines":[{"sku":"mug"}]}""", "422 validation-failed", "/lines/0/quantity" },
        { """{"lines":[{"sku":"mug","quantity":"2"}]}""", "422 validation-failed", "/lines/0/quantity" },
        { """{"lines":[{"sku":"mug","quantity":2.0}]}""", "422 validation-failed", "/lines/0/quantity" },
        { """{"lines":[{"sku":"mug","quantity":2e0}]}""", "422 validation-failed", "/lines/0/quantity" },
        { """{"lines":[{"sku":"mug","quantity":0}]}""", "422 validation-failed", "/lines/0/quantity" },
        { """{"lines":[{"sku":"mug","quantity":10001}]}""", "422 validation-failed", "/lines/0/quantity" },
        { """{"lines":[{"sku":"mug","quantity":99999999999999999999}]}""", "422 validation-failed", "/lines/0/quantity" },
        { """{"lines":[{"sku":"Mug","quantity":2}]}""", "422 validation-failed", "/lines/0/sku" },
        { """{"lines":[{"sku":"../mug","quantity":2}]}""", "422 validation-failed", "/lines/0/sku" },
        { """{"lines":[{"sku":"\ud800","quantity":2}]}""", "422 validation-failed", "/lines/0/sku" },
        { """{"lines":[{"sku":"mug","quantity":6000},{"sku":"mug","quantity":6000}]}""", "422 validation-failed", "/lines/1/quantity" },
        { "{\"lines\":[" + Line + "],\"lines\":[" + Line + "]}", "422 validation-failed", "/lines" },
        { "{\"lines\":[" + Line + "],\"callbackUrl\":\"ftp://x\"}", "422 validation-failed", "/callbackUrl" },
        { "{\"lines\":[" + Line + "],\"callbackUrl\":null}", "422 validation-failed", "/callbackUrl" },
        { "{\"lines\":[" + Line + "],\"callbackURL\":\"https://x.example\"}", "422 validation-failed", "/callbackURL" },
        { "{\"lines\":[" + Line + "],\"orderId\":\"019a9e3f-8a2b-7c3d-9e4f-0123456789ab\"}", "422 validation-failed", "/orderId" },
        { "{\"lines\":[" + Line + "],\"customerId\":7}", "422 validation-failed", "/customerId" },
        { "{\"lines\":[" + Line + "],\"a/b~c\":1}", "422 validation-failed", "/a~1b~0c" },
        { """{"lines":[{"sku":"mug","quantity":2,"price":0}]}""", "422 validation-failed", "/lines/0/price" },
        { """{"lines":[{"sku":"M","quantity":0}],"x":1}""", "422 validation-failed", "/lines/0/sku /lines/0/quantity /x" },
    };

    [Theory, MemberData(nameof(Bodies))]
    public async Task BadBody_IsExplainedAndPublishesNothing(string body, string problem, string pointers)
    {
        await using var api = await ApiServer.StartAsync();

        var answer = await api.SendAsync("POST", "/v1/orders", body, ("Idempotency-Key", "k1"));

        Assert.Equal(problem, answer.ToString());
        if (answer.Status == 422)
        {
            Assert.Equal(
                pointers.Split(' '), answer.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()!).Order(Occurrence(pointers)));
        }
        Assert.Empty(api.Bus.Published);
        Assert.Empty(api.Store.Documents);
    }

    [Fact]
    public async Task MalformedJson_IsLocated()
    {
        await using var api = await ApiServer.StartAsync();

        var answer = await api.SendAsync("POST", "/v1/orders", "{\n  \"lines\": oops\n}");

        Assert.Equal((2, 12), (answer.Json.GetProperty("line").GetInt32(), answer.Json.GetProperty("byte").GetInt32()));
        Assert.DoesNotContain("oops", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NotUtf8_IsRefused()
    {
        await using var api = await ApiServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/orders") { Content = new ByteArrayContent([0x22, 0xff, 0x22]) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        Assert.Equal("400 malformed-json", (await api.SendAsync(request)).ToString());
    }

    [Fact]
    public async Task ThousandsOfFaults_AreCountedAndTheFirstListed()
    {
        await using var api = await ApiServer.StartAsync();
        var members = string.Join(',', Enumerable.Range(0, 3_000).Select(i => $"\"x{i}\":0"));

        var answer = await api.SendAsync("POST", "/v1/orders", $"{{\"lines\":[{Line}],{members}}}");

        Assert.Equal("422 validation-failed", answer.ToString());
        Assert.Equal(100, answer.Json.GetProperty("errors").GetArrayLength());
        Assert.StartsWith("3000 ", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BodyOverTheLimit_IsRefusedWithTheLimit(bool lengthIsKnown)
    {
        await using var api = await ApiServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/orders")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes($"{{\"lines\":[{Line}]}}".PadRight(65_537))),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = !lengthIsKnown;

        var answer = await api.SendAsync(request);

        Assert.Equal("413 body-too-large", answer.ToString());
        Assert.Contains("65536", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Type", "text/plain", "415 unsupported-media-type")]
    [InlineData("Content-Type", "application/json; charset=utf-16", "415 unsupported-media-type")]
    [InlineData("Content-Type", "application/json; charset=UTF-8", "202")]
    [InlineData("Content-Type", "nonsense", "415 unsupported-media-type")]
    [InlineData("Content-Encoding", "gzip", "415 unsupported-media-type")]
    [InlineData("Accept", "text/html", "406 not-acceptable")]
    [InlineData("Accept", "text/html, */*;q=0", "406 not-acceptable")]
    [InlineData("Accept", "application/json;q=0, */*", "406 not-acceptable")]
    [InlineData("Accept", "application/*;q=0.1", "202")]
    [InlineData("Accept", "text/html, */*;q=0.8", "202")]
    [InlineData("Accept", ";;;", "202")]
    [InlineData("X-Local-Customer", "a%b", "401 unauthenticated")]
    [InlineData("Idempotency-Key", "\"open", "400 invalid-idempotency-key")]
    [InlineData("Idempotency-Key", "a\"b", "400 invalid-idempotency-key")]
    [InlineData("Idempotency-Key", "\"a\\b\"", "400 invalid-idempotency-key")]
    [InlineData("Idempotency-Key", "\"a\";b", "400 invalid-idempotency-key")]
    [InlineData("Idempotency-Key", "\"\"", "400 invalid-idempotency-key")]
    [InlineData("Prefer", "wait=soon, handling=;;", "202")]
    public async Task Header_IsJudged(string name, string value, string expected)
    {
        await using var api = await ApiServer.StartAsync();

        var answer = await api.SendAsync("POST", "/v1/orders", $"{{\"lines\":[{Line}]}}", (name, value));

        Assert.Equal(expected, answer.ToString());
        Assert.Equal(expected == "202" ? 1 : 0, api.Bus.Published.Count);
    }

    [Theory]
    [InlineData("GET", "/nowhere", "404 not-found")]
    [InlineData("GET", "/favicon.ico", "404 not-found")]
    [InlineData("GET", "/v1/orders/x/y/z", "404 not-found")]
    [InlineData("DELETE", "/v1/orders", "405 method-not-allowed")]
    [InlineData("PATCH", "/v1/orders/019a9e3f-8a2b-7c3d-9e4f-0123456789ab", "405 method-not-allowed")]
    [InlineData("BREW", "/healthz", "405 method-not-allowed")]
    [InlineData("POST", "/v1/orders/not-an-id/cancel", "404 not-found")]
    [InlineData("POST", "/v1/orders/019A9E3F-8A2B-7C3D-9E4F-0123456789AB/cancel", "404 not-found")]
    [InlineData("POST", "/v1/orders/019a9e3f-8a2b-7c3d-9e4f-0123456789ab/cancel", "404 not-found")]
    [InlineData("POST", "/v1/orders/..%2f..%2fx/cancel", "404 not-found")]
    public async Task Route_IsJudged(string method, string path, string expected)
    {
        await using var api = await ApiServer.StartAsync();

        Assert.Equal(expected, (await api.SendAsync(method, path)).ToString());
    }

    [Fact]
    public async Task OversizedHeadersAndUris_AreRefusedWithTheLimit()
    {
        await using var api = await ApiServer.StartAsync();
        var many = Enumerable.Range(0, 70).Select(i => ($"x-{i}", "1")).ToArray();

        Assert.Equal("431 headers-too-large", (await api.SendAsync("GET", "/healthz", null, many)).ToString());
        Assert.Equal("431 headers-too-large", (await api.SendAsync("GET", "/healthz", null, ("x", new string('x', 17_000)))).ToString());
        Assert.Equal("414 uri-too-long", (await api.SendAsync("GET", "/healthz?" + new string('x', 5_000))).ToString());
        Assert.Equal(431, (await api.SendAsync("GET", "/healthz", null, ("x", new string('x', 70_000)))).Status);
    }

    // In the order in which the table names them.
    private static Comparer<string> Occurrence(string pointers) => Comparer<string>.Create(
        (one, other) => Array.IndexOf(pointers.Split(' '), one) - Array.IndexOf(pointers.Split(' '), other));
}
