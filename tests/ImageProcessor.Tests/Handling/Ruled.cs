using Shop.ImageProcessor.Images;
using Shop.ImageProcessor.Rules;

namespace Shop.ImageProcessor.Tests.Handling;

public sealed class Ruled
{
    private static readonly ImageRule _avatars = new(
        [new Glob("avatars/**")], [new Glob("**/*.tmp")],
        [new("icon", 20, 20, VariantFit.Contain, VariantFormat.Original, 80)],
        OutputTemplate.Parse("icons/{name}@{variant}.{extension}").Template!, "no-store");

    private static readonly ImageRule _photos = ImageRules.Default.InOrder[0] with { Include = [new Glob("photos/*")] };

    private readonly Scene _scene = new() { Options = Scene.With(_avatars, _photos) };

    [Theory]
    [InlineData("other.jpg")]
    [InlineData("avatars/a.tmp")]
    [InlineData("Avatars/a.jpg")]
    [InlineData("photos/2026/a.jpg")]
    public async Task ImageThatNoRuleIsFor_IsAcknowledgedAndNothingIsWritten(string name)
    {
        var uploaded = _scene.Upload(name, Pictures.Jpeg(30, 20));
        _scene.Storage.At = _ => throw new IOException("nothing is to be read either");

        Assert.IsType<ImageOutcome.Unmatched>(await _scene.Handle(uploaded));
        Assert.Empty(_scene.Storage.In(Scene.Variants));
        Assert.Empty(_scene.Bus.Published);
    }

    [Fact]
    public async Task EachImage_GetsTheVariantsOfItsRule()
    {
        await _scene.Handle(_scene.Upload("avatars/a.png", Pictures.Png(30, 20)));
        await _scene.Handle(_scene.Upload("photos/a.jpg", Pictures.Jpeg(30, 20)));

        Assert.Equal(
            [
                "avatars/a.png/manifest.json", "icons/avatars/a.png@icon.png", "photos/a.jpg/display-webp.webp",
                "photos/a.jpg/display.jpg", "photos/a.jpg/manifest.json", "photos/a.jpg/thumbnail.jpg",
            ],
            _scene.Storage.In(Scene.Variants).Keys.Order(StringComparer.Ordinal));
        _scene.AssertConsistent("avatars/a.png");
        _scene.AssertConsistent("photos/a.jpg");
        Assert.Equal(("no-store", "image/png"), _scene.Storage.HeadersOf(Scene.Variants, "icons/avatars/a.png@icon.png"));
        Assert.Equal(
            ("public, max-age=3600", "image/jpeg"), _scene.Storage.HeadersOf(Scene.Variants, "photos/a.jpg/display.jpg"));
    }

    [Fact]
    public async Task ImageAboutWhichTheRulesChanged_IsAnnouncedAgainAsItWasMade()
    {
        var uploaded = _scene.Upload("photos/a.jpg", Pictures.Jpeg(30, 20));
        await _scene.Handle(uploaded);
        var other = new Scene { Options = Scene.With(_photos with { Variants = _avatars.Variants }) };

        Assert.IsType<ImageOutcome.AlreadyProcessed>(await other.Handle(uploaded, _scene.Storage));
        Assert.Equal(4, _scene.Storage.In(Scene.Variants).Count);
    }

    [Theory]
    [InlineData("a.jpg")]
    [InlineData("../a.jpg")]
    [InlineData("/a.jpg")]
    [InlineData("a//b/../c.jpg")]
    [InlineData("{name}/{variant}.jpg")]
    [InlineData("manifest.json")]
    [InlineData("100%25é😀\".jpg")]
    public async Task NameThatLooksLikeSomethingElse_IsAName(string name)
    {
        var scene = new Scene();

        Assert.IsType<ImageOutcome.Processed>(await scene.Handle(scene.Upload(name, Pictures.Jpeg(30, 20))));
        Assert.Equal(
            [$"{name}/display-webp.webp", $"{name}/display.jpg", $"{name}/manifest.json", $"{name}/thumbnail.jpg"],
            scene.Storage.In(Scene.Variants).Keys.Order(StringComparer.Ordinal));
    }
}
