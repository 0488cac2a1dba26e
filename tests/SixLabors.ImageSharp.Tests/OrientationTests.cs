using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Shop.SixLabors.ImageSharp.Tests;

public sealed class OrientationTests
{
    // Where red, green, blue and white, stored at the top left, top right, bottom left and bottom right, are
    // seen: 0 top left, 1 top right, 2 bottom left, 3 bottom right.
    public static TheoryData<ushort, int[]> Corners { get; } = new()
    {
        { 1, [0, 1, 2, 3] },
        { 2, [1, 0, 3, 2] },
        { 3, [3, 2, 1, 0] },
        { 4, [2, 3, 0, 1] },
        { 5, [0, 2, 1, 3] },
        { 6, [1, 3, 0, 2] },
        { 7, [3, 1, 2, 0] },
        { 8, [2, 0, 3, 1] },
    };

    [Theory]
    [MemberData(nameof(Corners))]
    public void EveryOrientation_IsTurnedUpright(ushort orientation, int[] corners)
    {
        using var stored = TestImages.Quarters(48, 32);
        using var image = Image.Load<Rgba32>(WithOrientation(stored, orientation));

        image.Mutate(context => context.AutoOrient());

        Assert.Equal(orientation < 5 ? new Size(48, 32) : new Size(32, 48), image.Size);
        Rgba32[] colours = [TestImages.Red, TestImages.Green, TestImages.Blue, TestImages.White];
        for (var i = 0; i < colours.Length; i++)
        {
            var x = image.Width * (1 + (2 * (corners[i] % 2))) / 4;
            var y = image.Height * (1 + (2 * (corners[i] / 2))) / 4;
            TestImages.AssertNear(colours[i], image[x, y]);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void TurnedImage_IsNotTurnedAgain(ushort orientation)
    {
        using var stored = TestImages.Quarters(48, 32);
        using var image = Image.Load<Rgba32>(WithOrientation(stored, orientation));

        image.Mutate(context => context.AutoOrient());

        var found = image.Metadata.ExifProfile!.TryGetValue(ExifTag.Orientation, out var tag);
        Assert.True(!found || tag!.Value == ExifOrientationMode.TopLeft);
    }

    [Fact]
    public void SkippedMetadata_LeavesTheImageAsStored()
    {
        using var stored = TestImages.Quarters(48, 32);
        using var image = Image.Load(
            new DecoderOptions { SkipMetadata = true }, WithOrientation(stored, 6));

        image.Mutate(context => context.AutoOrient());

        Assert.Equal(new Size(48, 32), image.Size);
        Assert.Null(image.Metadata.ExifProfile);
    }

    [Fact]
    public void Clone_LeavesTheSourceAsItWas()
    {
        using var stored = TestImages.Quarters(48, 32);
        using var image = Image.Load<Rgba32>(WithOrientation(stored, 6));

        using var turned = image.Clone(context => context.AutoOrient().Resize(10, 15));

        Assert.Equal(new Size(48, 32), image.Size);
        Assert.Equal(new Size(10, 15), turned.Size);
        Assert.True(image.Metadata.ExifProfile!.TryGetValue(ExifTag.Orientation, out var tag));
        Assert.Equal(6, tag.Value);
    }

    internal static byte[] WithOrientation(Image image, ushort orientation)
    {
        image.Metadata.ExifProfile = new ExifProfile();
        image.Metadata.ExifProfile.SetValue(ExifTag.Orientation, orientation);
        return image.Encode(new JpegEncoder { Quality = 95, ColorType = JpegEncodingColor.YCbCrRatio444 });
    }
}
