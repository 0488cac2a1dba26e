using System.Text.Json;
using Shop.Contracts;
using Shop.Eventing.Handling;
using Shop.ReadModels;
using Shop.Testing;
using static Shop.Views.Tests.Story;

namespace Shop.Views.Tests;

public sealed class Images
{
    private static readonly ImageId _id = ImageId.Of("uploads", "photo.jpg");

    [Fact]
    public void ProcessedImage_HasItsVariants()
    {
        var view = View(Tell(Processed(2, 20)));

        Assert.Equal((ImageStatus.Processed, 2L, At(2)), (view.Status, view.Generation, view.UpdatedAt));
        Assert.Equal(new ImageSize("image/jpeg", 900, 800, 600), view.Source);
        Assert.Equal([new ImageVariant("display", "photo.jpg/display.jpg", 20, "image/jpeg", 80, 60, 9)], view.Variants);
        Assert.Equal(("variants", "aGFzaA=="), (view.VariantsBucket, view.ThumbHash));
    }

    [Fact]
    public void FailedImage_SaysWhy()
    {
        var view = View(Tell(Failed(2)));

        Assert.Equal(
            (ImageStatus.Failed, ImageFailureReasons.Truncated, "It ends early."),
            (view.Status, view.Reason, view.Message));
        Assert.Equal(new ImageSize("image/jpeg", 900), view.Source);
        Assert.Empty(view.Variants);
    }

    [Fact]
    public void NewerGeneration_Wins()
    {
        Assert.Equal(ImageStatus.Failed, View(Tell(Failed(3), Processed(2, 20))).Status);
        Assert.Equal(ImageStatus.Processed, View(Tell(Failed(1), Processed(2, 20))).Status);
    }

    [Fact]
    public void SameGenerationProcessedAndFailed_HasItsVariants() => Assert.All(
        DecisionRun.Permutations([Failed(2), Processed(2, 20)]),
        order => Assert.Equal(ImageStatus.Processed, View(Tell(order)).Status));

    [Fact]
    public void VariantsMadeAgain_ReplaceThoseThatAreGone() => Assert.All(
        DecisionRun.Permutations([Processed(2, 20), Processed(2, 21)]),
        order => Assert.Equal(21, View(Tell(order)).Variants[0].Generation));

    [Fact]
    public void IdOfAnotherImage_IsRefused()
    {
        var run = new DecisionRun(Handlers.All);

        var ruling = run.Apply(EventContracts.ImageFailed, new ImageFailed(
            ImageId.Of("uploads", "other.jpg"), new ImageOriginal("uploads", "photo.jpg", 9, "", 1), "corrupt", "No."));

        Assert.Equal("wrong-image-id", Assert.IsType<Ruling.Impossible>(ruling).Reason);
        Assert.Empty(run.State);
    }

    [Fact]
    public void StockLevelOfTheHighestRevision_Wins()
    {
        var run = new DecisionRun(Handlers.All);
        run.Apply(EventContracts.InventoryLevelChanged, new InventoryLevelChanged(Mug, 3, 2, 9));

        Assert.Same(Ruling.Nothing, run.Apply(
            EventContracts.InventoryLevelChanged, new InventoryLevelChanged(Mug, 5, 0, 8)));

        Assert.Equal(
            new StockLevel(Mug, 3, 2, 9, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)),
            run.State[StockLevel.NameOf(Mug)].Deserialize(ReadModelsJson.Default.StockLevel));
    }

    internal static Told Processed(long generation, long variant) => Told.Of(
        EventContracts.ImageProcessed,
        new ImageProcessed(
            _id,
            new ImageSource("uploads", "photo.jpg", generation, "image/jpeg", 900, 800, 600),
            "variants",
            "photo.jpg/manifest.json",
            [new ImageVariant("display", "photo.jpg/display.jpg", variant, "image/jpeg", 80, 60, 9)],
            "aGFzaA=="),
        $"processed-{generation}",
        2);

    internal static Told Failed(long generation) => Told.Of(
        EventContracts.ImageFailed,
        new ImageFailed(
            _id, new ImageOriginal("uploads", "photo.jpg", generation, "image/jpeg", 900),
            ImageFailureReasons.Truncated, "It ends early."),
        $"failed-{generation}",
        1);

    private static ImageView View(DecisionRun run) =>
        run.State[ImageView.NameOf(_id)].Deserialize(ReadModelsJson.Default.ImageView)!;
}
