using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Shop.EndToEnd;

namespace Shop.Benchmarks;

/// <summary>Places orders, one like the other, over connections that are kept.</summary>
/// <param name="http">Sends them.</param>
/// <param name="withKeys">Whether each has an idempotency key of its own.</param>
internal sealed class OrderLoad(HttpClient http, bool withKeys = false)
{
    /// <summary>What a customer sends.</summary>
    public const string Body = $$"""{"lines":{{Lines}},"callbackUrl":"https://customer.example/orders"}""";

    private const string Lines = """[{"sku":"mug","quantity":2},{"sku":"plate","quantity":1}]""";

    private static readonly byte[] _body = System.Text.Encoding.UTF8.GetBytes(Body);
    private static readonly MediaTypeHeaderValue _json = new("application/json");

    /// <summary>One connection for each order that is under way, and kept.</summary>
    public static HttpClient NewClient() => new(new SocketsHttpHandler { UseCookies = false, UseProxy = false });

    /// <summary>Each sender places its next order when the one before is answered.</summary>
    /// <param name="server">Where.</param>
    /// <param name="senders">So many at once.</param>
    /// <param name="length">For so long.</param>
    public async Task<LoadRound> ClosedAsync(RunningOrderServer server, int senders, TimeSpan length)
    {
        var (begin, cpu) = (Stopwatch.GetTimestamp(), ProcessCost.Cpu(server.Process.Id));
        var waits = await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => Task.Run(async () =>
        {
            var mine = new List<double>();
            while (Stopwatch.GetElapsedTime(begin) < length)
            {
                mine.Add(await PlaceAsync(server, Stopwatch.GetTimestamp()));
            }
            return mine;
        })));
        return Round(server, begin, cpu, [.. waits.SelectMany(mine => mine)]);
    }

    /// <summary>
    /// Orders come at a steady rate, whether or not earlier ones are answered; each waits from the moment at which it
    /// was due, so that a server that stalls is not spared the orders of that time.
    /// </summary>
    /// <param name="server">Where.</param>
    /// <param name="perSecond">How many.</param>
    /// <param name="length">For so long.</param>
    public async Task<LoadRound> OpenAsync(RunningOrderServer server, double perSecond, TimeSpan length)
    {
        var waits = new double[(int)(perSecond * length.TotalSeconds)];
        var (begin, cpu) = (Stopwatch.GetTimestamp(), ProcessCost.Cpu(server.Process.Id));
        await Pace.RunAsync(waits.Length, perSecond, async number =>
        {
            var due = begin + (long)(number / perSecond * Stopwatch.Frequency);
            waits[number] = await PlaceAsync(server, due);
        });
        return Round(server, begin, cpu, waits);
    }

    /// <summary>One order.</summary>
    /// <param name="server">Where.</param>
    /// <exception cref="InvalidDataException">It is not answered as it must be.</exception>
    public async Task PlaceAsync(RunningOrderServer server)
    {
        using var content = new ByteArrayContent(_body);
        content.Headers.ContentType = _json;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "v1/orders"))
        {
            Content = content,
        };
        if (withKeys)
        {
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        }
        using var response = await http.SendAsync(request);
        if (response.StatusCode != HttpStatusCode.Accepted || response.Headers.Location is null)
        {
            throw new InvalidDataException(
                $"{server.Name} answered {response.StatusCode}. Output:\n{Last(server.Process)}");
        }
    }

    private async Task<double> PlaceAsync(RunningOrderServer server, long due)
    {
        await PlaceAsync(server);
        return Stopwatch.GetElapsedTime(due).TotalMilliseconds;
    }

    private static LoadRound Round(RunningOrderServer server, long begin, TimeSpan cpu, double[] waits) => new(
        waits.Length / Stopwatch.GetElapsedTime(begin).TotalSeconds,
        waits.Length / (ProcessCost.Cpu(server.Process.Id) - cpu).TotalSeconds,
        new Samples(server.Name, waits));

    private static string Last(ProgramProcess process) =>
        string.Join('\n', process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(20));
}

/// <summary>What one round of orders showed.</summary>
/// <param name="PerSecond">Orders a second.</param>
/// <param name="PerCpuSecond">Orders for each second of processor time that the server's process spent.</param>
/// <param name="Waits">How long each order took, in milliseconds.</param>
internal sealed record LoadRound(double PerSecond, double PerCpuSecond, Samples Waits);
