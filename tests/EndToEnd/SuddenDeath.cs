using System.Text.Json;
using Shop.Contracts;

namespace Shop.EndToEnd;

public sealed class SuddenDeath : IClassFixture<LocalSuite>
{
    // Whether a kill strikes between the first variant and the manifest is a matter of milliseconds.
    private const int AttemptsMax = 30;

    private readonly LocalSuite _suite;

    public SuddenDeath(LocalSuite suite) => _suite = suite;

    [SkippableFact]
    public async Task FunctionKilledBetweenItsVariants_FinishesAfterItsRestart()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "finds the function's process in /proc, which only Linux has");
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var name = $"photo-{attempt}.jpg";
            var watch = await _suite.WatchAsync("images");
            await _suite.UploadAsync("uploads", name, Photo.Upright(1500, 2000, attempt), "image/jpeg");
            while (await _suite.DownloadAsync("variants", name + "/display.jpg") is null)
            {
                // Asked again at once: each question takes about a millisecond.
            }
            _suite.KillFunctions();
            var struck = await _suite.DownloadAsync("variants", name + "/manifest.json") is null;

            var said = JsonSerializer.Deserialize((await watch.NextAsync()).Data, EventContracts.ImageProcessed.Json)!;

            Assert.Equal(name, said.Source.Name);
            foreach (var variant in said.Variants)
            {
                var file = await _suite.DownloadAsync("variants", variant.Object, variant.Generation);
                Photo.AssertUpright(file!, variant.Width, variant.Height);
            }
            if (struck)
            {
                return;
            }
        }
        Assert.Fail($"None of {AttemptsMax} kills struck between the first variant and the manifest.");
    }
}
