using System.Globalization;
using Shop.EndToEnd;

namespace Shop.Benchmarks;

/// <summary>The memory of the image processor's process: it decides how small an instance may be.</summary>
internal static class MemoryBenchmark
{
    private const int Width = 6000;
    private const int Height = 4000;
    private const int PhotosMax = 20;

    public static async Task RunAsync()
    {
        if (!ProcessCost.IsKnown(out var reason))
        {
            Console.WriteLine(reason);
            return;
        }
        var file = Photos.Jpeg(Width, Height);
        Console.WriteLine("  Resident memory of the image processor's process, each time for "
            + Photos.Describe(file, Width, Height));
        Console.WriteLine();
        var suite = new RunningSuite();
        await suite.StartAsync();
        try
        {
            await MeasureAsync(suite, file);
        }
        finally
        {
            await suite.EndAsync();
        }
    }

    private static async Task MeasureAsync(RunningSuite suite, byte[] file)
    {
        var function = suite.FunctionProcesses.Single();
        var watch = await suite.WatchAsync("images");
        var table = new Table("after", "peak MB", "now MB");
        Add("its start");
        await ProcessAsync("small.jpg", Photos.Jpeg(640, 480));
        Add("one photo of 640x480");
        for (var photo = 1; photo <= PhotosMax; photo++)
        {
            await ProcessAsync($"large-{photo}.jpg", file);
            if (photo is 1 or 10 or PhotosMax)
            {
                Add($"{photo} of {Width}x{Height}");
            }
        }
        table.Print();

        void Add(string after) => table.Add(
            after,
            ProcessCost.PeakMegabytes(function).ToString("0", CultureInfo.InvariantCulture),
            ProcessCost.Megabytes(function).ToString("0", CultureInfo.InvariantCulture));

        async Task ProcessAsync(string name, byte[] photo)
        {
            await suite.UploadAsync("uploads", name, photo, "image/jpeg");
            await watch.NextAsync();
        }
    }
}
