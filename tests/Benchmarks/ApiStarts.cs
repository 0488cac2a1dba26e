using System.Net;

namespace Shop.Benchmarks;

/// <summary>
/// The cold start of the API beside the peer's: from the start of the process to its first answer, once to a question
/// that needs nothing, once to an order, which needs all that an order needs.
/// </summary>
/// <param name="api">Ours.</param>
/// <param name="node">The peer.</param>
/// <param name="topic">Where they publish.</param>
internal sealed class ApiStarts(OrderServer api, OrderServer node, string topic)
{
    private const int Starts = 15;
    private const int WarmUps = 2;

    private readonly Table _table = new("first answer", api.Name, node.Name, $"{api.Name} / {node.Name}");

    public async Task RunAsync()
    {
        Console.WriteLine($"  Milliseconds since the process was started, {Starts} starts of each, in turns   "
            + $"(load before: {Machine.Load()})");
        using var http = OrderLoad.NewClient();
        await AddAsync("GET /healthz", async server =>
        {
            using var answer = await http.GetAsync(new Uri(server.Address, "healthz"));
            return answer.StatusCode == HttpStatusCode.OK;
        });
        var load = new OrderLoad(http);
        await AddAsync("POST /v1/orders", async server =>
        {
            await load.PlaceAsync(server);
            return true;
        });
        _table.Print();
    }

    private async Task AddAsync(string name, Func<RunningOrderServer, Task<bool>> ask)
    {
        var (ours, theirs) = (new List<Moment>(), new List<Moment>());
        for (var start = -WarmUps; start < Starts; start++)
        {
            foreach (var (server, moments) in new[] { (api, ours), (node, theirs) })
            {
                var moment = await MeasureAsync(server, ask);
                if (start >= 0)
                {
                    moments.Add(moment);
                }
            }
        }
        Add(name + ": wall", moment => moment.Wall);
        Add(name + ": CPU", moment => moment.Cpu);

        void Add(string row, Func<Moment, double> quantity)
        {
            var mine = new Samples(api.Name, [.. ours.Select(quantity)]);
            var others = new Samples(node.Name, [.. theirs.Select(quantity)]);
            _table.Add(row, mine.Show("0"), others.Show("0"), mine.Over(others).Show("0.00"));
        }
    }

    private async Task<Moment> MeasureAsync(OrderServer server, Func<RunningOrderServer, Task<bool>> ask)
    {
        await using var running = await server.StartAsync(topic);
        var answered = await ask(running);
        var now = running.Now;
        return answered
            ? now
            : throw new InvalidDataException($"{server.Name} refuses. Output:\n{running.Process.Output}");
    }
}
