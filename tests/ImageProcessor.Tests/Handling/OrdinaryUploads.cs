using Shop.Contracts;
using Shop.ImageProcessor.Images;
using Shop.ImageProcessor.Rules;

namespace Shop.ImageProcessor.Tests.Handling;

public sealed class OrdinaryUploads
{
    private readonly Scene _scene = new();

    [Fact]
    public async Task Photo_GetsItsVariantsAManifestAndAnEvent()
    {
        var uploaded = _scene.Upload("holiday/photo.jpg", Pictures.Jpeg(1000, 800));

        var outcome = await _scene.Handle(uploaded);

        Assert.IsType<ImageOutcome.Processed>(outcome);
        Assert.Equal(
            [
                "holiday/photo.jpg/display-webp.webp", "holiday/photo.jpg/display.jpg",
                "holiday/photo.jpg/manifest.json", "holiday/photo.jpg/thumbnail.jpg",
            ],
            _scene.Storage.In(Scene.Variants).Keys.Order(StringComparer.Ordinal));
        _scene.AssertConsistent("holiday/photo.jpg");
        var manifest = _scene.ManifestOf("holiday/photo.jpg");
        Assert.Equal(
            new ImageSource("uploads", "holiday/photo.jpg", 1, "image/jpeg", uploaded.Original.Bytes, 1000, 800), manifest.Source);
        Assert.Equal(
            [("display", 750, 600), ("thumbnail", 200, 200), ("display-webp", 750, 600)],
            manifest.Variants.Select(variant => (variant.Name, variant.Width, variant.Height)));
        Assert.NotEmpty(Convert.FromBase64String(manifest.ThumbHash));
    }

    [Fact]
    public async Task Event_SaysWhatTheManifestSays()
    {
        await _scene.Handle(_scene.Upload("photo.jpg", Pictures.Jpeg(300, 200)));

        var manifest = _scene.ManifestOf("photo.jpg");
        var said = _scene.TheEvent(EventContracts.ImageProcessed);
        Assert.Equal(ImageId.Of("uploads", "photo.jpg"), said.ImageId);
        Assert.Equal((manifest.Source, manifest.ThumbHash), (said.Source, said.ThumbHash));
        Assert.Equal(manifest.Variants, said.Variants);
        Assert.Equal(("variants", "photo.jpg/manifest.json"), (said.VariantsBucket, said.Manifest));
        var attributes = Assert.Single(_scene.Bus.Published).Message.Attributes;
        Assert.Equal(said.ImageId.Value, attributes["ce-subject"]);
        Assert.Equal("0000000000000000001", attributes["ce-sequence"]);
        Assert.Equal("1", attributes["ce-hops"]);
    }

    [Fact]
    public async Task NamesThatDifferOnlyInExtension_NeverMeet()
    {
        await _scene.Handle(_scene.Upload("a.jpg", Pictures.Jpeg(30, 20)));
        await _scene.Handle(_scene.Upload("a.png", Pictures.Png(40, 20)));

        Assert.Equal(30, _scene.ManifestOf("a.jpg").Source.Width);
        Assert.Equal(40, _scene.ManifestOf("a.png").Source.Width);
        _scene.AssertConsistent("a.jpg");
        _scene.AssertConsistent("a.png");
    }

    [Fact]
    public async Task DeclaredTypeAndName_DoNotDecideTheFormat()
    {
        await _scene.Handle(_scene.Upload("photo.txt", Pictures.Png(40, 20)));

        Assert.Equal("image/png", _scene.ManifestOf("photo.txt").Source.ContentType);
    }

    [Fact]
    public async Task ObjectInTheVariantsBucket_IsLeftAlone()
    {
        var stored = _scene.Storage.Put(Scene.Variants, "photo.jpg/display.jpg", Pictures.Jpeg(30, 20));

        Assert.IsType<ImageOutcome.OwnOutput>(await _scene.Handle(Scene.Event(stored)));
        Assert.Empty(_scene.Bus.Published);
        Assert.Single(_scene.Storage.In(Scene.Variants));
    }

    [Fact]
    public async Task VariantInAnyBucket_IsLeftAlone()
    {
        var uploaded = _scene.Upload("photo.jpg/display.jpg", Pictures.Jpeg(30, 20)) with { IsVariant = true };

        Assert.IsType<ImageOutcome.OwnOutput>(await _scene.Handle(uploaded));
        Assert.Empty(_scene.Storage.In(Scene.Variants));
    }

    [Fact]
    public async Task OtherRecipe_ReplacesTheVariantThatAnEarlierConfigurationLeft()
    {
        var uploaded = _scene.Upload("photo.jpg", Pictures.Jpeg(300, 200));
        var small = new Scene
        {
            Options = Scene.With(ImageRules.Default.InOrder[0] with
            {
                Variants = [new("display", 30, 20, VariantFit.Inside, VariantFormat.Jpeg, 80)],
            }),
        };
        await small.Handle(uploaded, _scene.Storage);
        _scene.Storage.Delete(Scene.Variants, "photo.jpg/manifest.json"); // as if it had died before the manifest

        await _scene.Handle(uploaded);

        Assert.Equal(300, _scene.ManifestOf("photo.jpg").Variants[0].Width);
        _scene.AssertConsistent("photo.jpg");
    }
}
