using Shop.Benchmarks;

var count = args.Select(Number).FirstOrDefault(number => number > 0);
(string Name, Func<Task> Run)[] all =
[
    ("api", () => ApiBenchmark.RunAsync(count)),
    ("flow", () => FlowBenchmark.RunAsync(count)),
    ("images", ImagesBenchmark.RunAsync),
    ("memory", MemoryBenchmark.RunAsync),
    ("orders", OrdersBenchmark.RunAsync),
    ("start", StartBenchmark.RunAsync),
    ("suite", () => SuiteBenchmark.RunAsync(count)),
    ("webhooks", () => WebhookBenchmark.RunAsync(count)),
];
var names = args.Where(argument => Number(argument) == 0).ToList();
var unknown = names.Except(all.Select(benchmark => benchmark.Name)).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine(
        $"There is no benchmark {string.Join(", ", unknown)}, "
        + $"only {string.Join(", ", all.Select(each => each.Name))}; "
        + "a number says how many rounds 'api', orders 'flow', photos 'suite' and calls 'webhooks' takes.");
    return 2;
}
Console.WriteLine(Machine.Describe());
foreach (var (name, run) in all.Where(benchmark => names.Count == 0 || names.Contains(benchmark.Name)))
{
    Console.WriteLine();
    Console.WriteLine($"## {name}   (load before: {Machine.Load()})");
    await run();
}
return 0;

static int Number(string argument) => ushort.TryParse(argument, out var number) ? number : 0;
