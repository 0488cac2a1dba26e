using System.Text;

namespace Shop.EndToEnd.Hostile;

/// <summary>What requests are made of, right and wrong.</summary>
internal static class Words
{
    public static readonly string[] Methods =
        ["GET", "POST", "HEAD", "OPTIONS", "DELETE", "PUT", "PATCH", "TRACE", "CONNECT", "get", "M-SEARCH", "PRI", "G\u00c9T", "GET ", "", "\"GET\""];

    public static readonly string[] Versions =
        ["HTTP/1.0", "HTTP/1.0", "HTTP/1.1 ", "HTTP/2.0", "HTTP/9.9", "http/1.1", "HTTP/1.1\t", "HTTP/1", "", "ICY"];

    /// <summary>Pieces for paths, queries and names of files.</summary>
    public static readonly string[] Pieces =
    [
        "/", "//", "..", "../..", "..\\", "%2e%2e", "%2e%2e%2f", "%252e%252e%252f", "%2f", "%5c", "%00", "%ff", "%25", "%", "%zz", "%u002e", " ",
        "?", "#", "~", ";", "\\", "A", "\u00e9", "%c0%ae", "%F0%9F%98%80", "%ed%a0%80", "%0d%0aX-Injected:%201", "\r\nX-Injected: 1",
        "%0a", "%09", "{id}", "*", "'", "\"", "<script>", "${jndi:x}", "file:///etc/passwd", "con", ".", "%2e", "\u0000", "\u007f", "\u0080",
        "019a9e3f-8a2b-7c3d-9e4f-0123456789ab", "__proto__", "events", "stream", "cancel", "restock",
    ];

    public static readonly string[] HeaderNames =
    [
        "Accept", "Accept", "Accept-Encoding", "Authorization", "Content-Type", "Content-Encoding", "Idempotency-Key", "Idempotency-Key",
        "If-None-Match", "If-Match", "If-Modified-Since", "Prefer", "Prefer", "Origin", "Access-Control-Request-Method",
        "Access-Control-Request-Headers", "X-Local-Customer", "traceparent", "tracestate", "baggage", "Cookie", "Range", "Host",
        "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-HTTP-Method-Override", "X-Original-URL", "Last-Event-ID",
        "Upgrade", "Connection", "Keep-Alive", "TE", "Trailer", "Via", "Content-Length", "Content-Range", "ce-id", "ce-specversion",
        "X-Cloud-Trace-Context", "", "X Y", "X\u00e9", "X\u0000", ":", "Accept ",
    ];

    public static readonly string[] HeaderValues =
    [
        "", " ", "*", "\"", "\"a\"", "a", "\"a\\\"b\"", "\"\\\"", "application/json", "application/json; charset=utf-16", "text/html", "text/event-stream",
        "image/*;q=0", "*/*;q=0", "*/*;q=zzz", "application/problem+json", "wait=0", "wait=1", "wait=-1", "wait=99999999999", "respond-async; wait=1",
        "wait=1, wait=0,,,", "Bearer x", "Bearer", "Basic YTpi", "W/\"", "W/\"x\", *", ",,,;;;===", "gzip", "gzip, deflate, br", "h2c", "websocket",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00-00000000000000000000000000000000-0000000000000000-ff", "../../etc/passwd",
        "%00%ff", "%0d%0aX-Injected: 1", "bytes=0-1", "bytes=-1", "bytes=9-0,1-2", "\u00e9", "\u00c3\u00a9", "\u00ff\u00fe", "\u0000", "\u0001\u001b[31m",
        "\u007f", "a\rb", "a\nb", "a\r\nX-Injected: 1", "a\r\n X-Folded: 1", "a\r\n\r\nGET /v1/orders HTTP/1.1\r\n\r\n", "{}", "-1",
        "https://evil.example", "null", "https://shop.example", "100-continue", "Sat, 99 Foo 2026 99:99:99 GMT", "chunked", "5", "close, keep-alive",
        "0:;end", "7:xyz;end", "99999999999999999999-1", "GET", "POST", "DELETE", "127.0.0.1", "for=\"[::1]\"", "\t\t",
    ];

    /// <summary>Bodies, right and wrong, whatever they are sent to.</summary>
    public static readonly byte[][] Bodies =
    [
        .. new[]
        {
            "{}", "[]", "null", "7", "\"text\"", "{", "}", "{\"lines\":", "{\"lines\":[]}", "{\"lines\":[null]}", "{\"lines\":{}}", "{\"lines\":[{}]}",
            "{\"lines\":[{\"sku\":\"\\ud800\",\"quantity\":1e400}]}", "{\"lines\":[{\"sku\":\"../mug\",\"quantity\":-1}]}",
            "{\"lines\":[{\"sku\":\"mug\",\"quantity\":99999999999999999999999}]}", "{\"lines\":[{\"sku\":\"mug\",\"quantity\":1.5}],\"x\":1}",
            "{\"lines\":[{\"sku\":\"mug\",\"quantity\":0}],\"callbackUrl\":\"http://169.254.169.254/\"}",
            "{\"lines\":[{\"sku\":\"mug\",\"quantity\":1}],\"callbackUrl\":\"https://a\\u0000b/\"}",
            "{\"lines\":[{\"sku\":\"mug\",\"quantity\":1}],\"lines\":[]}", "{\"\\u0000\":1}", "{\"__proto__\":{}}", "{\"a\":1,}", "/* */{}", "\ufeff{}",
            "{\"quantity\":0}", "{\"quantity\":-0}", "{\"quantity\":1000001}", "{\"quantity\":\"1\"}", "{\"quantity\":1e0}",
            "{\"fileName\":\"..\",\"contentType\":\"image/png\",\"bytes\":1}", "{\"fileName\":\"a\\r\\nX-Injected: 1\",\"contentType\":\"image/png\",\"bytes\":1}",
            "{\"fileName\":\"a/../../b\",\"contentType\":\"image/png\",\"bytes\":1}", "{\"fileName\":\"\\ud800\",\"contentType\":\"image/png\",\"bytes\":1}",
            "{\"fileName\":\"CON\",\"contentType\":\"image/png\\r\\nX-Injected: 1\",\"bytes\":1}", "{\"fileName\":\"a\",\"contentType\":\"image/svg+xml\",\"bytes\":1e3}",
            "{\"fileName\":\"a\",\"contentType\":\"image/png\",\"bytes\":99999999999}", "<a/>", "a=b&c=d",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00], [0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00], [0x22, 0xc3, 0x28, 0x22], [0xed, 0xa0, 0x80], [0x00],
    ];

    public static T Any<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
