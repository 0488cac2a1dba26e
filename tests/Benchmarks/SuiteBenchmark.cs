using System.Diagnostics;
using Shop.EndToEnd;

namespace Shop.Benchmarks;

/// <summary>
/// Photos through the whole local suite, from the upload to the event, and which process spends what on it.
/// </summary>
internal static class SuiteBenchmark
{
    private const int PhotosDefault = 200;
    private const int Width = 1632;
    private const int Height = 1224;
    private const int UploadsAtOnce = 4;
    private const int Motifs = 8;
    private const int WarmUps = 20;

    public static async Task RunAsync(int photos)
    {
        if (!ProcessCost.IsKnown(out var reason))
        {
            Console.WriteLine(reason);
            return;
        }
        photos = photos > 0 ? photos : PhotosDefault;
        var files = Enumerable.Range(0, Motifs).Select(seed => Photos.Jpeg(Width, Height, seed)).ToList();
        Console.WriteLine($"  {photos} photos after {WarmUps} that are not counted, {UploadsAtOnce} uploads at once; each "
            + Photos.Describe(files[0], Width, Height));
        Console.WriteLine();
        var suite = new RunningSuite();
        await suite.StartAsync();
        try
        {
            var watch = await suite.WatchAsync("images");
            await ProcessAsync(suite, watch, files, "warm-up", WarmUps);
            await MeasureAsync(suite, watch, files, photos);
        }
        finally
        {
            await suite.EndAsync();
        }
    }

    private static async Task MeasureAsync(RunningSuite suite, TopicWatch watch, List<byte[]> files, int photos)
    {
        var cost = SuiteCost.Begin(suite, "uploads and pulls");
        var begin = Stopwatch.GetTimestamp();
        await ProcessAsync(suite, watch, files, "album", photos);
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        Console.WriteLine(FormattableString.Invariant(
            $"  {photos / seconds:0.0} photos a second: {photos} in {seconds:0.0} s"));
        Console.WriteLine();
        cost.Print(photos, "a photo");
    }

    /// <summary>Ends when an event of each photo has arrived.</summary>
    private static async Task ProcessAsync(
        RunningSuite suite, TopicWatch watch, List<byte[]> files, string folder, int photos)
    {
        var uploading = Parallel.ForEachAsync(
            Enumerable.Range(0, photos),
            new ParallelOptions { MaxDegreeOfParallelism = UploadsAtOnce },
            async (number, _) =>
                await suite.UploadAsync("uploads", $"{folder}/{number}.jpg", files[number % files.Count], "image/jpeg"));
        var events = new HashSet<string>();
        while (events.Count < photos)
        {
            events.Add((await watch.NextAsync()).Attributes["ce-id"]);
        }
        await uploading;
    }
}
