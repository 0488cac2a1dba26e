using System.Net.Sockets;
using System.Text;

namespace Shop.Api.Tests;

public sealed class HostileRequests
{
    private const int Requests = 3_000;

    // Well above the limit of a body.
    private const int LargeBytes = 100_000;

    private static readonly string[] _paths =
    [
        "/v1/orders", "/v1/orders/019a9e3f-8a2b-7c3d-9e4f-0123456789ab", "/v1/orders/019a9e3f-8a2b-7c3d-9e4f-0123456789ab/cancel",
        "/v1/orders/019a9e3f-8a2b-7c3d-9e4f-0123456789ab/events", "/v1/inventory", "/v1/inventory/mug", "/v1/inventory/mug/restock",
        "/healthz", "/openapi/v1.json", "/", "/nowhere", "*", "http://other.example/v1/orders",
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

        var statuses = new HashSet<string>();
        for (var i = 0; i < Requests; i++)
        {
            var request = Next(random);
            var answer = await AnswerAsync(api.Client.BaseAddress!, request);
            statuses.Add(answer.Split(' ') is [_, var status, ..] ? status : "");

            Assert.True(
                IsOrderly(request, answer),
                $"Seed {seed}, request {i}: {Encoding.Latin1.GetString(request)} was answered {answer}.");
        }
        // All parts of the API were reached, and not only its door.
        string[] expected = ["200", "202", "204", "400", "401", "404", "405", "413", "415", "422"];
        Assert.Empty(expected.Except(statuses));
        Assert.NotEmpty(api.Bus.Published);
    }

    [Theory]
    [InlineData("0\r\nX-Trailer: \0\r\n\r\n")]
    [InlineData("2\r\n{}\r\n0\r\nX-Trailer: \0\r\n\r\n")]
    [InlineData("2\r\n{}\r\n0\r\nX\0: 1\r\n\r\n")]
    [InlineData("2\r\n{}\r\n0\r\n: 1\r\n\r\n")]
    [InlineData("2\r\n{}\r\n0\r\nX: \u00ff\r\n\r\n")]
    [InlineData("zz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("ffffffffffffffffff\r\n{}")]
    [InlineData("2\r\n{}x\r\n0\r\n\r\n")]
    public async Task ChunksThatBreakTheRules_AreTheCallersFault(string chunks)
    {
        await using var api = await ApiServer.StartAsync();

        var answer = await AnswerAsync(api.Client.BaseAddress!, Encoding.Latin1.GetBytes(
            "POST /v1/orders HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n" + chunks));

        Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
    }

    // Kestrel answers by itself, and without a body, what it cannot read as HTTP.
    private static bool IsOrderly(byte[] request, string answer) =>
        answer.Length > "HTTP/1.1 200".Length
        && answer[9] is '2' or '3' or '4'
        && (answer[9] is '2' or '3'
            || request.AsSpan().StartsWith("HEAD "u8)
            || !answer.Contains("\r\nX-Content-Type-Options: ", StringComparison.Ordinal)
            || (answer.Contains("\r\nContent-Type: application/problem+json\r\n", StringComparison.Ordinal)
                && answer.Contains("\"type\":\"/problems/", StringComparison.Ordinal)));

    // No HTTP client, which would send nothing of the kind.
    private static async Task<string> AnswerAsync(Uri server, byte[] request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port);
        await using var stream = connection.GetStream();
        using var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(request);
            await stream.CopyToAsync(answer);
        }
        catch (IOException) when (answer.Length > 0 || request.Length > LargeBytes)
        {
            // Closed before all of a body was read that is refused anyway.
            return answer.Length > 0 ? Encoding.Latin1.GetString(answer.ToArray()) : "HTTP/1.1 413, gone";
        }
        var text = Encoding.Latin1.GetString(answer.ToArray());
        return text.StartsWith("HTTP/1.1 100 ", StringComparison.Ordinal)
            ? text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]
            : text;
    }

    private static byte[] Next(Random random)
    {
        var path = Any(random, _paths);
        if (random.Next(2) == 0)
        {
            path = Mutated(random, path);
        }
        if (random.Next(3) == 0)
        {
            path += Any(random, ["?pageSize=", "?pageToken=", "?pageSize=5&pageToken=", "?x="]) + Uri.EscapeDataString(Noise(random));
        }
        var body = Body(random);
        var head = new StringBuilder($"{Any(random, _methods)} {path} HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n");
        for (var i = random.Next(4); i > 0; i--)
        {
            head.Append(Any(random, _headers)).Append(": ").Append(random.Next(3) == 0 ? Noise(random) : Any(random, _values)).Append("\r\n");
        }
        if (body.Length > 0)
        {
            head.Append(random.Next(8) == 0 ? "Content-Type: text/plain\r\n" : "Content-Type: application/json\r\n");
        }
        head.Append("Content-Length: ").Append(body.Length).Append("\r\n\r\n");
        return [.. Encoding.UTF8.GetBytes(head.ToString()), .. body];
    }

    private static byte[] Body(Random random)
    {
        if (random.Next(20) == 0)
        {
            return new byte[random.Next(60_000, LargeBytes)];
        }
        var body = Encoding.UTF8.GetBytes(Any(random, _bodies));
        for (var i = random.Next(4); i > 0 && body.Length > 0; i--)
        {
            body[random.Next(body.Length)] = (byte)random.Next(256);
        }
        return body;
    }

    private static string Mutated(Random random, string path)
    {
        var at = random.Next(1, path.Length + 1);
        var piece = Any(random, ["/", "//", "..", "%2e%2e", "%2f", "%00", "%ff", "%25", "%", " ", "?", "#", "~", ";", "\\", "A", "é", "%F0%9F%98%80", new string('x', 300)]);
        return path[..at] + piece + path[Math.Min(path.Length, at + random.Next(3))..];
    }

    private static string Noise(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(32, 127)));

    private static T Any<T>(Random random, T[] choices) => choices[random.Next(choices.Length)];
}
