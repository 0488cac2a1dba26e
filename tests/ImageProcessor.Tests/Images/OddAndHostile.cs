using Shop.Contracts;
using Shop.ImageProcessor.Images;
using Shop.SixLabors.ImageSharp.Tests;

namespace Shop.ImageProcessor.Tests.Images;

public sealed class OddAndHostile
{
    private const long PixelsMax = 50_000_000;

    private static readonly VariantSpec[] _specs =
    [
        new("whole", 800, 600, VariantFit.Inside, VariantFormat.Original, 90),
        new("small", 32, 32, VariantFit.Inside, VariantFormat.Jpeg, 90),
        new("squeezed", 32, 40, VariantFit.Fill, VariantFormat.Webp, 90),
    ];

    public static TheoryData<string> Odd => [.. OddFiles.All.Keys];

    public static TheoryData<string> Hostile => [.. HostileFiles.All.Keys];

    [Theory, MemberData(nameof(Odd))]
    public void OddFile_HasItsSizeAndItsColours(string name)
    {
        var image = Render(OddFiles.All[name]);

        Assert.Equal(["64x48", "32x24", "32x40"], image.Variants.Select(variant => variant.Plan.Output.ToString()));
        Assert.All(image.Variants, variant =>
        {
            using var seen = Pictures.Decode(variant.Content.Span);
            Assert.Equal("RGBW", Pictures.QuartersOf(seen));
            Assert.Equal(variant.Plan.Output, new Dimensions(seen.Width, seen.Height));
        });
    }

    [Theory]
    [InlineData("still.gif", OutputFormat.Png)]
    [InlineData("animated.webp", OutputFormat.Webp)]
    [InlineData("cmyk.jpg", OutputFormat.Jpeg)]
    [InlineData("palette.png", OutputFormat.Png)]
    public void OriginalFormat_IsWhatIsWritten(string name, OutputFormat format)
    {
        var whole = Render(OddFiles.All[name]).Variants[0];

        Assert.Equal(format, whole.Plan.Format);
        Assert.Equal(
            format.ToString().ToUpperInvariant(),
            global::SixLabors.ImageSharp.Image.DetectFormat(whole.Content.Span).Name.ToUpperInvariant());
    }

    [Fact]
    public void SixteenBitsOfAlpha_AreKeptInPngAndWhiteInJpeg()
    {
        var image = Render(OddFiles.SixteenBits(alpha: 0));
        using var png = Pictures.Decode(image.Variants[0].Content.Span);
        using var jpeg = Pictures.Decode(image.Variants[1].Content.Span);

        Assert.Equal(0, png[10, 10].A);
        Assert.Equal("WWWW", Pictures.QuartersOf(jpeg));
    }

    [Theory]
    [InlineData(1, 1, "1x1", "1x1")]
    [InlineData(1, 10_000, "1x600", "1x200")]
    [InlineData(10_000, 1, "800x1", "200x1")]
    public void ThinImage_KeepsAPixel(int width, int height, string display, string thumbnail)
    {
        var file = PngFile.Make(width, height, 8, 2, OddFiles.Rows((_, _) => [255, 0, 0], width, height));

        var variants = Render(file, VariantSpec.Defaults).Variants;

        Assert.Equal([display, thumbnail, display], variants.Select(variant =>
        {
            using var seen = Pictures.Decode(variant.Content.Span);
            Assert.InRange(seen[seen.Width / 2, seen.Height / 2].R, 240, 255);
            return $"{seen.Width}x{seen.Height}";
        }));
    }

    [Theory, MemberData(nameof(Hostile))]
    public void HostileFile_IsRefusedForItsReason(string name)
    {
        var (reason, file) = HostileFiles.All[name];

        var (image, fault) = TryRender(file, VariantSpec.Defaults);

        Assert.Null(image);
        Assert.Equal(reason, fault!.Reason);
        Assert.EndsWith(".", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FrameThatReachesBeyondItsCanvas_GivesVariantsAsPlannedOrIsCalledCorrupt()
    {
        var file = OddFiles.Gif(1);
        (file[6], file[8]) = (32, 24); // the canvas: a quarter of the frame on it

        // The published decoder cuts the frame to its canvas; the polyfill refuses it.
        var (image, fault) = TryRender(file, _specs);

        Assert.Equal(image is null ? ImageFailureReasons.Corrupt : null, fault?.Reason);
        Assert.All(image?.Variants ?? [], variant =>
        {
            using var seen = Pictures.Decode(variant.Content.Span);
            Assert.Equal(variant.Plan.Output, new Dimensions(seen.Width, seen.Height));
        });
    }

    [Theory]
    // Key frame, start code, and 16,383 by 16,383 in fourteen bits each.
    [InlineData("56503820" + "0A000000" + "000000" + "9D012A" + "FF3F" + "FF3F", 16_383L * 16_383)]
    // Signature, and both sides less one in fourteen bits each.
    [InlineData("5650384C" + "05000000" + "2F" + "FFFFFF0F" + "00", 16_384L * 16_384)]
    public void WebpWhoseImageExceedsItsCanvas_IsCountedAsItsImage(string chunk, long pixels)
    {
        byte[] canvas = [.. "VP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 9, 0, 0];
        byte[] file = [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8, .. canvas, .. Convert.FromHexString(chunk)];
        file[4] = (byte)(file.Length - 8);

        Assert.Equal(new FileStructure(IsComplete: true, FramePixels: pixels), FileStructure.Of(ImageFormat.Webp, file));
    }

    [Fact]
    public void TenThousandMarkers_AreWalked() =>
        Assert.Equal("64x48", Render(HostileFiles.Segments(10_000, 10)).Variants[0].Plan.Output.ToString());

    [Fact]
    public void MegabytesOfMetadata_LeaveNoTrace() =>
        Assert.All(Render(HostileFiles.Segments(300, 65_000)).Variants, variant => Assert.InRange(variant.Content.Length, 1, 10_000));

    [Theory]
    [InlineData("zTXt")]
    [InlineData("iTXt")]
    [InlineData("iCCP")]
    public void MetadataThatInflates_LeavesNoTrace(string chunk) => Assert.All(
        Render(HostileFiles.Inflating(chunk)).Variants, variant => Assert.InRange(variant.Content.Length, 1, 10_000));

    [Fact]
    public void OfAHundredThousandFrames_TheFirstIsDecoded()
    {
        var (header, _) = ImageInspector.Inspect(HundredThousandFrames(), PixelsMax);

        using var first = Pictures.Decode(Render(HundredThousandFrames()).Variants[0].Content.Span);

        Assert.Equal("64x48", header!.Seen.ToString());
        Assert.Equal("RGBW", Pictures.QuartersOf(first));
    }

    [Theory]
    [InlineData(typeof(IndexOutOfRangeException), true)]
    [InlineData(typeof(NullReferenceException), true)]
    [InlineData(typeof(ArgumentOutOfRangeException), true)]
    [InlineData(typeof(OverflowException), true)]
    [InlineData(typeof(DivideByZeroException), true)]
    [InlineData(typeof(InvalidDataException), true)]
    [InlineData(typeof(EndOfStreamException), true)]
    [InlineData(typeof(OutOfMemoryException), false)]
    [InlineData(typeof(DllNotFoundException), false)]
    [InlineData(typeof(OperationCanceledException), false)]
    [InlineData(typeof(IOException), false)]
    public void WhatADecoderThrows_IsTheFilesFaultOnlyWhereItCanBe(Type type, bool ofContent)
    {
        var thrown = (Exception)Activator.CreateInstance(type)!;

        Assert.Equal(ofContent, Decoding.IsOfContent(thrown));
        if (ofContent)
        {
            Assert.Equal(
                (ImageFailureReasons.Corrupt, "The image cannot be decoded: the decoder stumbled over it."),
                (Decoding.Fault(thrown).Reason, Decoding.Fault(thrown).Message));
        }
    }

    [Fact]
    public void ShortageOfMemory_IsNotTheFilesFault() => Assert.False(Decoding.IsOfContent(
        new global::SixLabors.ImageSharp.Memory.InvalidMemoryOperationException("no memory")));

    public static byte[] HundredThousandFrames()
    {
        var picture = OddFiles.Gif(1);
        // One pixel of 64x48, at the corner: descriptor, code size, one sub-block, its end.
        byte[] frame = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0];
        using var file = new MemoryStream();
        file.Write(picture.AsSpan(0, picture.Length - 1));
        for (var i = 1; i < 100_000; i++)
        {
            file.Write(frame);
        }
        file.WriteByte(0x3B);
        return file.ToArray();
    }

    private static RenderedImage Render(byte[] file) => Render(file, _specs);

    private static RenderedImage Render(byte[] file, IReadOnlyList<VariantSpec> specs)
    {
        var (image, fault) = TryRender(file, specs);
        Assert.Null(fault);
        return image!;
    }

    private static (RenderedImage? Image, ImageFault? Fault) TryRender(byte[] file, IReadOnlyList<VariantSpec> specs)
    {
        var (header, fault) = ImageInspector.Inspect(file, PixelsMax);
        return header is null
            ? (null, fault)
            : ImageRenderer.Render(file, header, RenderPlan.For(header, specs), default);
    }
}
