using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Shop.EndToEnd;

namespace Shop.Benchmarks;

/// <summary>What has gone by since a process was started, in milliseconds.</summary>
internal readonly record struct Moment(double Wall, double Cpu);

/// <summary>A function's process, from its start until it has handled some events.</summary>
/// <param name="Listens">When it takes requests.</param>
/// <param name="Handled">When it had acknowledged each of the events.</param>
internal sealed record ColdStart(Moment Listens, IReadOnlyList<Moment> Handled)
{
    /// <param name="http">Sends the events.</param>
    /// <param name="project">The function.</param>
    /// <param name="environment">Its environment, but for its port.</param>
    /// <param name="events">One after the other; each must be acknowledged with 200.</param>
    public static async Task<ColdStart> MeasureAsync(
        HttpClient http, string project, IReadOnlyDictionary<string, string> environment,
        params IReadOnlyList<Func<HttpRequestMessage>> events)
    {
        var port = FreePort();
        var address = new Uri($"http://127.0.0.1:{port}/");
        var begin = Stopwatch.GetTimestamp();
        await using var function = ProgramProcess.Start(
            project, [], new Dictionary<string, string>(environment) { ["PORT"] = $"{port}" });
        await function.LineAsync(line => line.Contains("Application started", StringComparison.Ordinal));
        var listens = Now();
        var handled = new List<Moment>();
        foreach (var next in events)
        {
            using var request = next();
            (request.Method, request.RequestUri) = (HttpMethod.Post, address);
            using var response = await http.SendAsync(request);
            handled.Add(Now());
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new InvalidDataException($"{project} answered {response.StatusCode}. Output:\n{function.Output}");
            }
        }
        await function.TerminateAsync();
        return new ColdStart(listens, handled);

        Moment Now() => new(
            Stopwatch.GetElapsedTime(begin).TotalMilliseconds, ProcessCost.Cpu(function.Id).TotalMilliseconds);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
