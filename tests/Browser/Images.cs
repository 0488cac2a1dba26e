using Microsoft.Playwright;
using Shop.EndToEnd;
using static Microsoft.Playwright.Assertions;

namespace Shop.BrowserTests;

[Collection(BrowserTests.Name)]
public sealed class Images(BrowserSuite suite)
{
    private static readonly (string Name, int Width, int Height)[] _variants =
        [("display", 450, 600), ("thumbnail", 200, 200), ("display-webp", 450, 600)];

    [SkippableFact]
    public async Task UploadedPhoto_IsShownInItsVariants()
    {
        await using var console = await suite.OpenAsync();

        await console.ChooseAsync("photo.jpg", "image/jpeg", Photo.Upright(1200, 1600));

        await ExpectVariantsAsync(console);
    }

    [SkippableFact]
    public async Task Reload_KeepsTheVariants()
    {
        await using var console = await suite.OpenAsync();
        await console.ChooseAsync("photo.jpg", "image/jpeg", Photo.Upright(1200, 1600, seed: 1));
        await ExpectVariantsAsync(console);

        await console.Page.ReloadAsync();

        await Expect(console.Images).ToHaveCountAsync(1);
        await ExpectVariantsAsync(console);
    }

    [SkippableFact]
    public async Task BadImage_IsExplainedInTheWordsOfTheApi()
    {
        await using var console = await suite.OpenAsync();

        await console.ChooseAsync("photo.jpg", "image/jpeg", "This is no photo, whatever its name says."u8.ToArray());

        await Expect(console.Images.GetByRole(AriaRole.Status)).ToHaveTextAsync("This image cannot be used.");
        await Expect(console.Images.GetByRole(AriaRole.Alert)).ToContainTextAsync("unsupported-format");
    }

    [SkippableFact]
    public async Task FileThatIsNoImage_IsRefusedBeforeItIsSent()
    {
        await using var console = await suite.OpenAsync();

        await console.ChooseAsync("notes.txt", "text/plain", "notes"u8.ToArray());

        await Expect(console.Images.GetByRole(AriaRole.Alert)).ToContainTextAsync("/contentType");
        await Expect(console.Images.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeVisibleAsync();
    }

    // By what is drawn, not by what is in the document: an image that did not load has no width.
    private static async Task ExpectVariantsAsync(ConsolePage console)
    {
        await Expect(console.Images.GetByRole(AriaRole.Status)).ToContainTextAsync("Ready. The original: 1200 × 1600, ");
        var pictures = console.Images.GetByRole(AriaRole.Img);
        await Expect(pictures).ToHaveCountAsync(3);
        foreach (var (name, width, height) in _variants)
        {
            var picture = console.Images.GetByRole(AriaRole.Img, new() { Name = $"{name} of photo.jpg", Exact = true });
            await Expect(picture).ToHaveJSPropertyAsync("naturalWidth", width);
            await Expect(picture).ToHaveJSPropertyAsync("naturalHeight", height);
        }
    }
}
