using System.Globalization;
using Shop.Contracts;
using Shop.EndToEnd;

namespace Shop.Benchmarks;

/// <summary>
/// How long a customer waits for the call that an order is confirmed, from the publication to the arrival:
/// alone, and while as many events are for a host that takes connections and never answers. Once with the
/// waits between attempts that the local cloud has, a hundredth of those in the topology, and once with those.
/// </summary>
internal static class WebhookBenchmark
{
    private const int CallsDefault = 400;
    private const int WarmUps = 100;
    private const double CallsPerSecond = 10;
    private const string Subscription = "orders-to-notifications";

    // Far beyond what it takes: it only turns a hang into a failure that says how many are missing.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(int calls)
    {
        calls = calls > 0 ? calls : CallsDefault;
        Console.WriteLine(FormattableString.Invariant(
            $"  {calls} calls in each column, {CallsPerSecond:0} a second; ")
            + "with the dead host, as many events for it");
        await RunAsync(calls, asDeployed: false);
        await RunAsync(calls, asDeployed: true);
    }

    private static async Task RunAsync(int calls, bool asDeployed)
    {
        var environment = new Dictionary<string, string> { ["WEBHOOK_SECRETS"] = HealthyReceiver.Secret };
        var suite = new RunningSuite(environment, "--only", "Notifications");
        await suite.StartAsync();
        try
        {
            if (asDeployed)
            {
                await WaitAsDeployedAsync(suite);
            }
            var letters = await suite.WatchAsync("dead-letters");
            await using var healthy = await HealthyReceiver.StartAsync();
            await using var dead = new DeadHost();
            await MeasureAsync(suite, healthy, null, "warm", WarmUps);
            var alone = await MeasureAsync(suite, healthy, null, "alone", calls);
            var beside = await MeasureAsync(suite, healthy, dead, "beside", calls);
            await VerifyAsync(letters, healthy, dead, WarmUps + 2 * calls);
            Print(asDeployed ? "10 to 600 s, as deployed" : "0.1 to 6 s, as locally", alone, beside, dead);
        }
        finally
        {
            await suite.EndAsync();
        }
    }

    private static async Task WaitAsDeployedAsync(RunningSuite suite)
    {
        const string Name = "projects/local/subscriptions/" + Subscription;
        using var content = RunningSuite.Json($$"""
            {
              "subscription": {
                "name": "{{Name}}",
                "retryPolicy": { "minimumBackoff": "10s", "maximumBackoff": "600s" }
              },
              "updateMask": "retryPolicy"
            }
            """);
        using var response = await suite.Http.PatchAsync(new Uri(suite.PubSubUrl, "v1/" + Name), content);
        response.EnsureSuccessStatusCode();
    }

    private static async Task<Phase> MeasureAsync(
        RunningSuite suite, HealthyReceiver healthy, DeadHost? dead, string name, int calls)
    {
        await using var feed = await FeedWatch.OpenAsync(suite, _ => { });
        var sent = new long[calls];
        // Every other moment is for the dead host; where there is none, nothing is published then.
        await Pace.RunAsync(2 * calls, 2 * CallsPerSecond, async slot =>
        {
            var order = Order(name, slot);
            if (slot % 2 == 1)
            {
                sent[slot / 2] = TimeProvider.System.GetTimestamp();
                await PublishAsync(suite, order, healthy.Url);
            }
            else if (dead is not null)
            {
                await PublishAsync(suite, order, dead.Url);
            }
        });
        var wanted = Enumerable.Range(0, calls).Select(call => Order(name, 2 * call + 1).Value).ToList();
        await UntilAsync(healthy, wanted);
        var entries = await feed.CloseAsync();
        var ours = wanted.ToHashSet();
        var (waits, handled) = Deliveries.Of(
            entries, Subscription, entry => ours.Contains(entry.Message!.Subject!));
        return new Phase(
            new Samples(name, [.. wanted.Zip(sent, (order, from) =>
                TimeProvider.System.GetElapsedTime(from, healthy.First[order]).TotalMilliseconds)]),
            waits, handled, Deliveries.Failed(entries, Subscription));
    }

    private static Task PublishAsync(RunningSuite suite, OrderId order, Uri callback) =>
        Publication.PublishAsync(suite, Publication.Of(
            EventContracts.OrderConfirmed,
            "confirm-" + order,
            order.Value,
            new OrderConfirmed(
                order, CustomerId.Parse("anna"), [new OrderLine(Sku.Parse("mug"), 2)], callback)));

    private static async Task UntilAsync(HealthyReceiver healthy, List<string> wanted)
    {
        var begin = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(_lookEvery);
        while (wanted.Count(healthy.First.ContainsKey) is var heard && heard < wanted.Count)
        {
            if (TimeProvider.System.GetElapsedTime(begin) > _patience)
            {
                throw new TimeoutException(
                    $"The customer heard of {heard} orders of {wanted.Count} within "
                    + $"{_patience.TotalMinutes} minutes.");
            }
            await timer.WaitForNextTickAsync();
        }
    }

    private static async Task VerifyAsync(
        TopicWatch letters, HealthyReceiver healthy, DeadHost dead, int calls)
    {
        Require(healthy.Forged == 0, $"{healthy.Forged} calls had a wrong signature.");
        Require(
            healthy.First.Count == calls,
            $"The customer heard of {healthy.First.Count} orders and not of {calls}.");
        Require(healthy.Calls == calls, $"The customer was called {healthy.Calls} times and not {calls}.");
        Require(dead.Connections > 0, "Nobody called the dead host, so nothing was measured.");
        var filed = (await letters.NowAsync()).Count;
        Require(filed == 0, $"There are {filed} dead letters.");
    }

    private static void Print(string waits, Phase alone, Phase beside, DeadHost dead)
    {
        Console.WriteLine();
        Console.WriteLine(
            $"  Waits between attempts {waits}: {dead.Connections} connections to the dead host,");
        Console.WriteLine($"  {beside.Failed} failed deliveries, {alone.Failed} alone.");
        Console.WriteLine();
        var table = new Table(
            "ms, of a healthy customer's events", "alone", "with a dead host", "with / alone");
        Add("publication to call: p50", phase => phase.Latency.Median);
        Add("publication to call: p99", phase => phase.Latency.Quantile(0.99));
        Add("publication to call: longest", phase => phase.Latency.Quantile(1));
        Add("  waits for Notifications: p50", phase => phase.Waits.Median);
        Add("  waits for Notifications: p99", phase => phase.Waits.Quantile(0.99));
        Add("  Notifications handles: p50", phase => phase.Handled.Median);
        Add("  Notifications handles: p99", phase => phase.Handled.Quantile(0.99));
        table.Print();

        void Add(string name, Func<Phase, double> quantity) => table.Add(
            name, Text(quantity(alone), "0.0"), Text(quantity(beside), "0.0"),
            Text(quantity(beside) / quantity(alone), "0.00"));
    }

    private static OrderId Order(string phase, int number)
    {
        var variant = phase == "warm" ? 0x8000 : phase == "alone" ? 0x8001 : 0x8002;
        return OrderId.Parse($"00000000-0000-7000-{variant:x4}-{number:x12}");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException(otherwise);
        }
    }

    private static string Text(double value, string format) =>
        value.ToString(format, CultureInfo.InvariantCulture);

    /// <param name="Latency">From the publication to the call.</param>
    /// <param name="Waits">Until the attempt that succeeded was sent.</param>
    /// <param name="Handled">How long it took, until the acknowledgement.</param>
    /// <param name="Failed">Attempts, whoever they were for.</param>
    private sealed record Phase(Samples Latency, Samples Waits, Samples Handled, int Failed);
}
