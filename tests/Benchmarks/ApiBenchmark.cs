using Shop.EndToEnd;

namespace Shop.Benchmarks;

/// <summary>
/// <c>POST /v1/orders</c> of functions/Api beside a Node function that does the same with Google's own framework and
/// client (see NodePeer/index.js): what it costs, how long customers wait, how soon the first one is answered. Both
/// publish to the same local Pub/Sub, to a topic that nobody subscribes to, and take turns. Only what their own
/// processes spend is counted.
/// </summary>
internal static class ApiBenchmark
{
    private const int RoundsDefault = 9;
    private const string Topic = "orders-of-benchmark";

    // An instance gets at most 80 requests at once (deploy/topology.json).
    private const int Senders = 32;

    // Of what the slower one can do: both must be able to keep up, on a machine that others use as well.
    private const double OpenShare = 0.4;

    // Counted in orders and not in seconds: both compile what is called often, and on a busy machine that takes longer.
    private const int WarmUps = 5_000;

    private static readonly TimeSpan _round = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(int rounds)
    {
        rounds = rounds > 0 ? rounds : RoundsDefault;
        if (!ProcessCost.IsKnown(out var reason))
        {
            Console.WriteLine(reason);
            return;
        }
        if (!Commands.Exists("node") || !Commands.Exists("npm"))
        {
            Console.WriteLine("  Needs node and npm, for the peer.");
            return;
        }
        var suite = new RunningSuite(options: ["--only", "DeadLetters"]);
        await suite.StartAsync();
        try
        {
            await using var firestore = await FirestoreStandIn.StartAsync();
            var environment = OrderServers.EnvironmentOf(suite, firestore);
            var api = await OrderServers.PublishApiAsync(environment);
            var (node, quickNode) = await OrderServers.InstallPeerAsync(environment, Senders);
            Console.WriteLine($"  {node.Name} {await Commands.RunAsync(".", "node", "--version")}; "
                + $"medians (middle halves) of {rounds} rounds, in turns");
            await OrderServerAgreement.VerifyAsync(suite, api, node);
            Console.WriteLine();
            var topic = await Publication.CreateTopicAsync(suite, Topic);
            await new ApiStarts(api, quickNode, topic).RunAsync();
            await MeasureAsync(api, node, quickNode, topic, rounds);
        }
        finally
        {
            await suite.EndAsync();
        }
    }

    private static async Task MeasureAsync(
        OrderServer api, OrderServer node, OrderServer quickNode, string topic, int rounds)
    {
        await using var ours = await api.StartAsync(topic);
        await using var theirs = await node.StartAsync(topic);
        await using var theirQuick = await quickNode.StartAsync(topic);
        using var http = OrderLoad.NewClient();
        var (plain, keyed) = (new OrderLoad(http), new OrderLoad(http, withKeys: true));
        var mine = new Side(api.Name, ours, plain);
        var withKey = new Side(api.Name + ", with a key", ours, keyed);
        Side[] closedSides = [mine, new(node.Name, theirs, plain), withKey];
        Side[] openSides = [mine, new(node.Name, theirQuick, plain), withKey];
        foreach (var side in closedSides.Union(openSides))
        {
            await WarmUpAsync(side);
        }
        Console.WriteLine();
        Console.WriteLine($"  As many as it takes, {Senders} at once   (load before: {Machine.Load()})");
        var closed = await RoundsAsync(
            closedSides, rounds, side => side.Load.ClosedAsync(side.Server, Senders, _round));
        Print(closedSides, closed, throughput: true);
        var rate = OpenShare * closed.Min(each => Of("", each, round => round.PerSecond).Median);
        Console.WriteLine();
        Console.WriteLine(FormattableString.Invariant(
            $"  {rate:0} a second, however long they take   (load before: {Machine.Load()})"));
        var open = await RoundsAsync(openSides, rounds, side => side.Load.OpenAsync(side.Server, rate, _round));
        Print(openSides, open, throughput: false);
        Console.WriteLine("  With a key there is a commit to Firestore more, here to a stand-in that costs next to nothing; "
            + "the peer knows no keys.");
    }

    private static async Task WarmUpAsync(Side side)
    {
        for (var placed = 0; placed < WarmUps;)
        {
            placed += (await side.Load.ClosedAsync(side.Server, Senders, _round)).Waits.Values.Count;
        }
    }

    private static async Task<List<LoadRound>[]> RoundsAsync(
        Side[] sides, int rounds, Func<Side, Task<LoadRound>> run)
    {
        var measured = sides.Select(_ => new List<LoadRound>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var turn = 0; turn < sides.Length; turn++)
            {
                // Another one begins each round, so that none always follows the same.
                var index = (turn + round) % sides.Length;
                measured[index].Add(await run(sides[index]));
            }
        }
        return measured;
    }

    private static void Print(Side[] sides, List<LoadRound>[] measured, bool throughput)
    {
        var table = new Table(["", .. sides.Select(side => side.Name), "Api / Node", "with a key / Node"]);
        if (throughput)
        {
            Add("orders a second", round => round.PerSecond, "0");
        }
        Add("orders for each CPU second", round => round.PerCpuSecond, "0");
        Add("p50, ms", round => round.Waits.Median, "0.0");
        Add("p99, ms", round => round.Waits.Quantile(0.99), "0.0");
        table.Print();

        void Add(string name, Func<LoadRound, double> quantity, string format)
        {
            var samples = sides.Zip(measured, (side, rounds) => Of(side.Name, rounds, quantity)).ToList();
            table.Add([
                name, .. samples.Select(side => side.Show(format)),
                samples[0].Over(samples[1]).Show("0.00"), samples[2].Over(samples[1]).Show("0.00"),
            ]);
        }
    }

    private static Samples Of(string name, List<LoadRound> rounds, Func<LoadRound, double> quantity) =>
        new(name, [.. rounds.Select(quantity)]);

    private sealed record Side(string Name, RunningOrderServer Server, OrderLoad Load);
}
