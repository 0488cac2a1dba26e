using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Shop.EndToEnd;

namespace Shop.Benchmarks;

/// <summary>A program that answers <c>POST /v1/orders</c>.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Program">What is run.</param>
/// <param name="Arguments">Its command line.</param>
/// <param name="Environment">Its environment, but for its port and its topic.</param>
internal sealed record OrderServer(
    string Name, string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    // It only turns a program that does not come up into a failure that says so.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(1);

    /// <summary>Starts it and waits until it takes connections; whatever it is, that is seen from outside.</summary>
    /// <param name="topic">Where it publishes orders.</param>
    public async Task<RunningOrderServer> StartAsync(string topic)
    {
        var port = ColdStart.FreePort();
        var begin = Stopwatch.GetTimestamp();
        var process = ProgramProcess.Run(Program, Arguments, new Dictionary<string, string>(Environment)
        {
            ["PORT"] = $"{port}",
            ["ORDERS_TOPIC"] = topic,
        });
        while (!await ListensAsync(port))
        {
            if (Stopwatch.GetElapsedTime(begin) > _patience)
            {
                await process.DisposeAsync();
                throw new TimeoutException($"{Name} does not come up. Output:\n{process.Output}");
            }
            await Task.Delay(_lookEvery);
        }
        return new RunningOrderServer(Name, process, new Uri($"http://127.0.0.1:{port}/"), begin);
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <summary>It runs.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Process">Its process.</param>
/// <param name="Address">Where it answers.</param>
/// <param name="Begin">When it was started.</param>
internal sealed record RunningOrderServer(string Name, ProgramProcess Process, Uri Address, long Begin)
    : IAsyncDisposable
{
    /// <summary>What has gone by since it was started.</summary>
    public Moment Now => new(
        Stopwatch.GetElapsedTime(Begin).TotalMilliseconds, ProcessCost.Cpu(Process.Id).TotalMilliseconds);

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
