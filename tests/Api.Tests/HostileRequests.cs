using System.Text;

namespace Shop.Api.Tests;

public sealed class HostileRequests
{
    private const int Requests = 4_000;

    private static readonly string[] _paths =
    [
        "/v1/orders", "/v1/orders/019a9e3f-8a2b-7c3d-9e4f-0123456789ab", "/v1/orders/019a9e3f-8a2b-7c3d-9e4f-0123456789ab/cancel",
        "/v1/orders/019a9e3f-8a2b-7c3d-9e4f-0123456789ab/events", "/v1/inventory", "/v1/inventory/mug", "/v1/inventory/mug/restock",
        "/healthz", "/openapi/v1.json", "/", "/nowhere",
    ];

    private static readonly string[] _methods = ["GET", "GET", "POST", "POST", "POST", "HEAD", "OPTIONS", "DELETE", "PUT", "TRACE", "M-SEARCH"];

    private static readonly string[] _bodies =
    [
        """{"lines":[{"sku":"mug","quantity":2}],"callbackUrl":"https://customer.example/orders"}""",
        """{"quantity":10}""", "{}", "[]", "", "null", "\ud83d\ude00", """{"lines":[{"sku":"\ud800","quantity":1e400}]}""",
    ];

    private static readonly string[] _headers =
    [
        "Accept", "Accept-Encoding", "Authorization", "Content-Type", "Content-Encoding", "Idempotency-Key", "If-None-Match", "Prefer",
        "Origin", "Access-Control-Request-Method", "X-Local-Customer", "traceparent", "tracestate", "baggage", "Cookie", "Range", "Host",
        "X-Forwarded-For", "Last-Event-ID", "Expect", "ce-id",
    ];

    private static readonly string[] _values =
    [
        "", " ", "*", "\"", "\"a\"", "a", "application/json", "text/event-stream", "wait=1", "wait=99999999999", "Bearer x", "W/\"", ",,,;;;===",
        "gzip", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "../../etc/passwd", "%00%ff", "bytes=0-1", "é", "{}", "-1", "100-continue",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Anything_IsAnsweredAndNeverWithAFaultOfOurs(int seed)
    {
        await using var api = await ApiServer.StartAsync(("CORS_ORIGINS", "https://shop.example"));
        var random = new Random(seed);

        for (var i = 0; i < Requests; i++)
        {
            var (method, path, body, headers) = Next(random);
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (body.Length > 0)
            {
                request.Content = new ByteArrayContent(body);
                request.Content.Headers.TryAddWithoutValidation("Content-Type", random.Next(8) == 0 ? "text/plain" : "application/json");
            }
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
            var answer = await AnswerAsync(api, request);

            Assert.True(
                answer is null or { Status: < 500 } and ({ Status: < 400 } or { Text: "" } or { Problem.Length: > 0 }),
                $"Seed {seed}, request {i}: {method} {path} {string.Join(' ', headers)} {Convert.ToHexString(body)} was answered {answer}.");
        }
    }

    // Null where the client itself would not send it.
    private static async Task<Answer?> AnswerAsync(ApiServer api, HttpRequestMessage request)
    {
        try
        {
            return await api.SendAsync(request);
        }
        catch (HttpRequestException refused) when (refused.HttpRequestError is not HttpRequestError.ConnectionError)
        {
            return null;
        }
    }

    private static (string Method, string Path, byte[] Body, List<(string, string)> Headers) Next(Random random)
    {
        var method = Any(random, _methods);
        var path = Any(random, _paths);
        if (random.Next(2) == 0)
        {
            path = Mutated(random, path);
        }
        if (random.Next(3) == 0)
        {
            path += Any(random, ["?pageSize=", "?pageToken=", "?pageSize=5&pageToken=", "?x="]) + Uri.EscapeDataString(Noise(random));
        }
        var body = Encoding.UTF8.GetBytes(Any(random, _bodies));
        for (var i = random.Next(4); i > 0 && body.Length > 0; i--)
        {
            body[random.Next(body.Length)] = (byte)random.Next(256);
        }
        if (random.Next(50) == 0)
        {
            body = new byte[random.Next(70_000)];
        }
        var headers = Enumerable.Range(0, random.Next(4))
            .Select(_ => (Any(random, _headers), random.Next(3) == 0 ? Noise(random) : Any(random, _values))).ToList();
        return (method, path, body, headers);
    }

    private static string Mutated(Random random, string path)
    {
        var at = random.Next(1, path.Length + 1);
        var piece = Any(random, ["/", "//", "..", "%2e%2e", "%2f", "%00", "%ff", "%25", "~", ";", "\\", "A", "é", "%F0%9F%98%80", new string('x', 300)]);
        return path[..at] + piece + path[Math.Min(path.Length, at + random.Next(3))..];
    }

    private static string Noise(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(32, 127)));

    private static T Any<T>(Random random, T[] choices) => choices[random.Next(choices.Length)];
}
