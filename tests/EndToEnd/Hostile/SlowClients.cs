using System.Text;

namespace Shop.EndToEnd.Hostile;

/// <summary>
/// Clients that begin and do not go on, while the others are served. Each holds a connection until the server loses its
/// patience, which it must, and says so where the request can be told to be one.
/// </summary>
internal static class SlowClients
{
    private static readonly string[] _beginnings =
    [
        "G", "GET /healthz HTTP/1.1\r\n", "GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: ",
        "POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"lines\"",
        "POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"li",
        "POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n",
    ];

    public static Task AskAsync(Uri api) => Task.WhenAll(_beginnings.Select(async beginning =>
    {
        var answer = await Wire.AskAsync(api, new HostileRequest(Encoding.ASCII.GetBytes(beginning), EndsEarly: false));
        Assert.True(
            answer.Length == 0 || Answers.StatusOf(answer) is 400 or 401 or 408,
            $"Who began with {beginning} was answered {answer}");
    }));
}
