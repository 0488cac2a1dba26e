using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Shop.SixLabors.ImageSharp.Tests;

/// <summary>Damaged files: whatever they are, they end in an image or in an exception that a caller can
/// foresee.</summary>
public sealed class HostileInputTests
{
    public static TheoryData<string> Formats { get; } = ["JPEG", "PNG", "Webp", "Webp lossless", "GIF"];

    [Fact]
    public void RandomBytes_AreOfUnknownFormat()
    {
        var random = new Random(1);
        for (var length = 1; length < 300; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            bytes[0] = 1;

            Assert.Throws<UnknownImageFormatException>(() => Image.Identify(Four.Options, bytes));
            Assert.Throws<UnknownImageFormatException>(() => Image.Load(Four.Options, bytes));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void RandomBytesAfterASignature_AreRefusedOrLoaded(string format)
    {
        var random = new Random(2);
        var start = TestImages.Of(format)[..12];
        for (var round = 0; round < 300; round++)
        {
            var tail = new byte[random.Next(1, 400)];
            random.NextBytes(tail);

            Survives([.. start, .. tail]);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void FileCutOffAnywhere_IsRefusedOrLoaded(string format)
    {
        var file = TestImages.Of(format, 60, 50);

        for (var length = 1; length < file.Length; length += 1 + (length / 40))
        {
            Survives(file[..length]);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void FileWithFlippedBits_IsRefusedOrLoaded(string format)
    {
        var random = new Random(3);
        var original = TestImages.Of(format, 60, 50);
        for (var round = 0; round < 300; round++)
        {
            var file = original.ToArray();
            for (var flip = 0; flip <= round % 4; flip++)
            {
                file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
            }

            Survives(file);
        }
    }

    [Fact]
    public void TruncatedPng_IsInvalidContent()
    {
        var file = TestImages.Png(60, 50);

        Assert.Throws<InvalidImageContentException>(() => Image.Identify(file.AsSpan(0, file.Length / 2)));
        Assert.Throws<InvalidImageContentException>(() => Image.Load(file.AsSpan(0, file.Length / 2)));
    }

    [Fact]
    public void TruncatedJpeg_LoadsWhatThereIs()
    {
        var file = TestImages.Jpeg(160, 160);

        using var image = Image.Load<Rgba32>(file.AsSpan(0, file.Length * 3 / 4));

        Assert.Equal(new Size(160, 160), image.Size);
        TestImages.AssertNear(new Rgba32(80 * 255 / 160, 0, 100), image[80, 0], 12);
    }

    [Fact]
    public void TruncatedGif_LoadsWhatThereIs()
    {
        var file = GifFile.Make(40, 40, _ => 0);

        using var image = Image.Load<Rgba32>(file.AsSpan(0, file.Length * 3 / 4));

        Assert.Equal(new Size(40, 40), image.Size);
        Assert.Equal(TestImages.Red, image[20, 1]);
    }

    [Theory]
    [InlineData(65_535, 65_535)]
    [InlineData(2_000_000, 3_000)]
    [InlineData(int.MaxValue, 1_000)]
    public void ImpossibleDimensions_AreInvalidContent(int width, int height)
    {
        var file = PngFile.Make(width, height, 8, 6, new byte[4_000]);

        Assert.Throws<InvalidImageContentException>(() => Image.Load<Rgba32>(file));
    }

    [Fact]
    public void PngWithoutPixels_IsInvalidContent()
    {
        var file = PngFile.Make(300, 300, 8, 2, []);

        Assert.ThrowsAny<ImageFormatException>(() => Image.Load<Rgba32>(file));
    }

    [Fact]
    public void ProfileThatInflatesWithoutEnd_IsLeftOut()
    {
        byte[] bomb = [.. "ICC Profile\0\0"u8, .. PngFile.Deflate(new byte[64 * 1024 * 1024])];
        var file = PngFile.Make(1, 1, 8, 0, PngFile.Rows(1, 7), interlaced: false, ("iCCP", bomb));

        Assert.Null(Image.Identify(file).Metadata.IccProfile);
    }

    // The published package also lets indexes out of range and null references through.
    private static bool Foreseen(Exception exception) =>
        Four.IsPublishedPackage || exception is ImageFormatException or NotSupportedException;

    private static void Survives(byte[] file)
    {
        Try(() => Image.Identify(Four.Options, file));
        Try(() => Image.Load<Rgba32>(Four.Options, file).Dispose());
        Try(() => Image.Load(Four.Scaled, file).Dispose());
    }

    // Lossless JPEG and other kinds that nobody encodes are not supported.
    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (Foreseen(exception))
        {
            Assert.NotEmpty(exception.Message);
        }
    }
}
