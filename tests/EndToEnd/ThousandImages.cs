using System.Text.Json;
using Shop.Contracts;

namespace Shop.EndToEnd;

/// <summary>Many uploads while the function dies again and again: nothing is lost, and nothing is done twice.</summary>
public sealed class ThousandImages(LocalSuite suite) : IClassFixture<LocalSuite>
{
    private const int Images = 1000;
    private const int ArrivalsBetweenKills = 150;
    private const int Kills = 5;
    private const int UploadsAtOnce = 4;

    [SkippableFact]
    public async Task FunctionKilledFiveTimes_ProcessesEachOfThousandImagesOnce()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "finds the function's process in /proc, which only Linux has");
        var watch = await suite.WatchAsync("images");
        var uploading = UploadAllAsync();

        var events = await ReceiveAsync(watch);

        var generations = await uploading;
        // As many ids as images have arrived; each is of another image, and of the generation that was uploaded.
        Assert.All(events.Values, received => Assert.Equal(EventContracts.ImageProcessed.Type, received.Attributes["ce-type"]));
        var said = events.Values.Select(Said).ToDictionary(image => image.Source.Name);
        Assert.Equal(generations.Keys.Order(), said.Keys.Order());
        Assert.Equal(generations, said.ToDictionary(pair => pair.Key, pair => pair.Value.Source.Generation));
        await AssertStoredAsync(said);
        // What was announced after the last new id can only be a repetition of one that is known.
        Assert.Empty((await watch.NowAsync()).Select(Id).Except(events.Keys));
    }

    // Where each kill strikes depends on the machine: between two requests, in one, or while the function starts.
    private async Task<Dictionary<string, Received>> ReceiveAsync(TopicWatch watch)
    {
        var events = new Dictionary<string, Received>();
        var kills = 0;
        while (events.Count < Images)
        {
            var received = await watch.NextAsync();
            if (!events.TryAdd(Id(received), received))
            {
                // Delivered twice; whoever says the same again must say the same.
                Assert.Equal(events[Id(received)].Data, received.Data);
            }
            if (kills < Kills && events.Count >= ArrivalsBetweenKills * (kills + 1) && suite.KillFunctions() > 0)
            {
                kills++;
            }
        }
        Assert.Equal(Kills, kills);
        return events;
    }

    private async Task<Dictionary<string, long>> UploadAllAsync()
    {
        var generations = new Dictionary<string, long>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Images),
            new ParallelOptions { MaxDegreeOfParallelism = UploadsAtOnce },
            async (number, _) =>
            {
                var name = $"album/{number:d4}.jpg";
                var stored = await suite.UploadAsync("uploads", name, PhotoOf(number), "image/jpeg");
                lock (generations)
                {
                    generations.Add(name, long.Parse(stored.GetProperty("generation").GetString()!, null));
                }
            });
        return generations;
    }

    private async Task AssertStoredAsync(Dictionary<string, ImageProcessed> said)
    {
        var stored = new Dictionary<string, long?>();
        await foreach (var found in suite.Storage.ListObjectsAsync("variants", "album/"))
        {
            stored.Add(found.Name, found.Generation);
        }
        foreach (var (name, image) in said)
        {
            Assert.Equal(SizeOf(int.Parse(name.AsSpan("album/".Length, 4), null)), (image.Source.Width, image.Source.Height));
            Assert.Equal(3, image.Variants.Count);
            Assert.All(image.Variants, variant => Assert.Equal(variant.Generation, stored[variant.Object]));
            var manifest = JsonDocument.Parse((await suite.DownloadAsync("variants", $"{name}/manifest.json"))!).RootElement;
            Assert.Equal(image.Source.Generation, manifest.GetProperty("source").GetProperty("generation").GetInt64());
            Assert.Equal(
                image.Variants.Select(variant => (variant.Object, variant.Generation)),
                manifest.GetProperty("variants").EnumerateArray().Select(variant =>
                    (variant.GetProperty("object").GetString()!, variant.GetProperty("generation").GetInt64())));
        }
        // Each image's three variants and its manifest, and nothing else.
        Assert.Equal(4 * Images, stored.Count);
    }

    // No two are of one size, so that a mix-up shows; small, because deliveries are what is tried here.
    private static (int Width, int Height) SizeOf(int number) => (120 + number % 25, 160 + number / 25);

    private static byte[] PhotoOf(int number)
    {
        var (width, height) = SizeOf(number);
        return Photo.Upright(width, height, number);
    }

    private static string Id(Received received) => received.Attributes["ce-id"];

    private static ImageProcessed Said(Received received) =>
        JsonSerializer.Deserialize(received.Data, EventContracts.ImageProcessed.Json)!;
}
