using SixLabors.ImageSharp;

namespace Shop.Benchmarks;

/// <summary>What processing an image costs, and what decoding once saves.</summary>
internal static class ImagesBenchmark
{
    private const int CountedRounds = 25;
    private const int Quality = 80;
    private const int Width = 3000;
    private const int Height = 2000;

    private static readonly Size[] _boxes = [new(1600, 1200), new(800, 600), new(400, 300), new(200, 150)];

    public static Task RunAsync()
    {
        var file = Photos.Jpeg(Width, Height);
        Console.WriteLine($"  Processor time in ms, median (middle half) of {CountedRounds} rounds in turns, of "
            + Photos.Describe(file, Width, Height));
        Console.WriteLine();
        FourVariants(file);
        Console.WriteLine();
        Phases(file);
        return Task.CompletedTask;
    }

    private static void FourVariants(byte[] file)
    {
        var path = new FunctionPath(file);
        var specs = _boxes.Select(box => FunctionPath.Jpeg(box.Width, box.Height, Quality)).ToList();
        var measured = Rounds.Measure(CountedRounds,
        [
            ("four separate passes", () => SeparatePasses.Run(file, _boxes, Quality, decodeSmall: false)),
            ("four separate passes with TargetSize",
                () => SeparatePasses.Run(file, _boxes, Quality, decodeSmall: true)),
            ("the function: one decode", () => path.Render(specs)),
        ]);
        var table = new Table(
            $"four JPEGs: {string.Join(", ", _boxes.Select(box => $"{box.Width}x{box.Height}"))}", "CPU ms",
            "of separate passes", "of those with TargetSize");
        foreach (var samples in measured)
        {
            table.Add(
                samples.Name, samples.Show(),
                samples.Over(measured[0]).Show("0.00"), samples.Over(measured[1]).Show("0.00"));
        }
        table.Print();
    }

    private static void Phases(byte[] file)
    {
        var path = new FunctionPath(file);
        var specs = FunctionPath.Defaults;
        using var decoded = path.Decode(specs);
        var measured = Rounds.Measure(CountedRounds,
        [
            ("inspect", path.Inspect),
            ("decode", () => path.Decode(specs).Dispose()),
            ("ThumbHash", () => FunctionPath.Placeholder(decoded)),
            .. specs.Select((_, index) => ((string, Action))(
                $"with {index + 1}", () => path.Render([.. specs.Take(index + 1)]))),
        ]);
        var whole = measured[^1];
        var table = new Table("default variants, phase by phase", "CPU ms", "share of the whole");
        foreach (var phase in measured.Take(3))
        {
            Add(phase.Name, phase);
        }
        for (var index = 0; index < specs.Count; index++)
        {
            // By difference: the path with this variant less the path without it.
            var name = $"{specs[index].Name}: resize, encode";
            Add(name, index == 0
                ? measured[3].Minus(measured[0]).Minus(measured[1]).Minus(measured[2])
                : measured[3 + index].Minus(measured[2 + index]));
        }
        Add("the whole path", whole);
        table.Print();

        void Add(string name, Samples samples) =>
            table.Add(name, samples.Show(), samples.Over(whole).Show("0.00"));
    }
}
