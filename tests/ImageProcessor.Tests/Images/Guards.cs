using Shop.Contracts;
using Shop.ImageProcessor.Images;

namespace Shop.ImageProcessor.Tests.Images;

public sealed class Guards
{
    private const long PixelsMax = 1_000_000;

    public static TheoryData<string, byte[], string> Files => new()
    {
        { "image/jpeg", Pictures.Jpeg(64, 48), "64x48" },
        { "image/jpeg", Pictures.Jpeg(64, 48, orientation: 6), "48x64" },
        { "image/jpeg", Pictures.Jpeg(64, 48, orientation: 3), "64x48" },
        { "image/png", Pictures.Png(64, 48), "64x48" },
        { "image/webp", Pictures.Webp(64, 48), "64x48" },
        { "image/gif", Pictures.Gif(), "1x1" },
    };

    [Theory, MemberData(nameof(Files))]
    public void WholeImage_PassesWithItsFormatAndTheSizeItIsSeenAt(string contentType, byte[] file, string seen)
    {
        var (header, fault) = ImageInspector.Inspect(file, PixelsMax);

        Assert.Null(fault);
        Assert.Equal((contentType, seen), (header!.ContentType, header.Seen.ToString()));
    }

    [Theory, MemberData(nameof(Files))]
    public void TruncatedAnywhereAfterTheHeader_NeverPasses(string contentType, byte[] file, string seen)
    {
        for (var length = 1; length < file.Length; length++)
        {
            var (header, fault) = ImageInspector.Inspect(file.AsSpan(0, length), PixelsMax);

            Assert.True(header is null && fault is not null, $"{contentType} of {seen}: {length} of {file.Length} bytes passed");
        }
    }

    [Fact]
    public void TruncatedImages_AreCalledThat() => Assert.All(
        [Pictures.Jpeg(64, 48), Pictures.Png(64, 48), Pictures.Webp(64, 48), Pictures.Gif()],
        file => Assert.Equal(ImageFailureReasons.Truncated, ReasonFor(file.AsSpan(0, file.Length - 1))));

    [Theory, MemberData(nameof(Files))]
    public void BytesAfterTheImage_AreIgnored(string contentType, byte[] file, string seen)
    {
        var (header, _) = ImageInspector.Inspect([.. file, 0, 0xFF, 0xD8, 1, 2, 3], PixelsMax);

        Assert.Equal((contentType, seen), (header!.ContentType, header.Seen.ToString()));
    }

    [Fact]
    public void EndMarkerInsideASegment_IsNotTheEnd()
    {
        // A thumbnail in an APP1 segment ends with its own end-of-image marker.
        byte[] head = [0xFF, 0xD8, 0xFF, 0xE1, 0x00, 0x06, 0xFF, 0xD9, 0xFF, 0xD9];

        Assert.False(FileStructure.Of(ImageFormat.Jpeg, head).IsComplete);
        Assert.True(FileStructure.Of(ImageFormat.Jpeg, [.. head, 0xFF, 0xD9]).IsComplete);
    }

    [Fact]
    public void EndMarkerLookalikeInsideAScan_IsNotTheEnd()
    {
        byte[] scan = [0xFF, 0xD8, 0xFF, 0xDA, 0x00, 0x02, 0x11, 0xFF, 0x00, 0xD9, 0xFF, 0xD3, 0x22];

        Assert.False(FileStructure.Of(ImageFormat.Jpeg, scan).IsComplete);
        Assert.True(FileStructure.Of(ImageFormat.Jpeg, [.. scan, 0xFF, 0xD9]).IsComplete);
    }

    [Fact]
    public void NoBytes_AreEmpty() => Assert.Equal(ImageFailureReasons.Empty, ReasonFor([]));

    [Theory]
    [InlineData("hello, I am called photo.jpg")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>")]
    [InlineData("%PDF-1.7")]
    [InlineData("BM")]
    [InlineData("x")]
    public void AnyOtherContent_IsUnsupported(string text) => Assert.Equal(
        ImageFailureReasons.UnsupportedFormat, ReasonFor(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void PixelLimit_IsTheLastThatPasses()
    {
        var file = Pictures.Png(1000, 20);

        Assert.Null(ImageInspector.Inspect(file, 20_000).Fault);
        Assert.Equal(ImageFailureReasons.TooManyPixels, ImageInspector.Inspect(file, 19_999).Fault!.Reason);
        Assert.Contains("1000x20", ImageInspector.Inspect(file, 19_999).Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HeaderThatContradictsItself_IsCorrupt()
    {
        var file = Pictures.Png(64, 48);
        file[8 + 8] = 0xFF; // width, in the IHDR chunk: its checksum no longer holds

        Assert.Contains(ReasonFor(file), new[] { ImageFailureReasons.Corrupt, ImageFailureReasons.TooManyPixels });
    }

    private static string? ReasonFor(ReadOnlySpan<byte> file) => ImageInspector.Inspect(file, PixelsMax).Fault?.Reason;
}
