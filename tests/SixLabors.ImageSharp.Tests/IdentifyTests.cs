using System.Buffers.Binary;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;

namespace Shop.SixLabors.ImageSharp.Tests;

public sealed class IdentifyTests
{
    [Theory]
    [InlineData("JPEG", 24)]
    [InlineData("PNG", 24)]
    [InlineData("Webp", 24)]
    [InlineData("Webp lossless", 32)]
    [InlineData("GIF", 2)]
    public void Header_TellsSizeFormatAndBits(string format, int bits)
    {
        var file = TestImages.Of(format, 40, 30);

        var info = Image.Identify(file);

        Assert.Equal(new Size(40, 30), info.Size);
        Assert.Equal(new Rectangle(0, 0, 40, 30), info.Bounds);
        Assert.Equal(bits, info.PixelType.BitsPerPixel);
        Assert.Equal(format.Split(' ')[0], info.Metadata.DecodedImageFormat?.Name);
        Assert.Equal(info.Metadata.DecodedImageFormat, Image.DetectFormat(file));
    }

    [Theory]
    [InlineData("JPEG")]
    [InlineData("PNG")]
    [InlineData("Webp")]
    [InlineData("GIF")]
    public async Task Stream_IsIdentifiedFromWhereItStands(string format)
    {
        byte[] file = [1, 2, 3, .. TestImages.Of(format)];
        using var stream = new MemoryStream(file) { Position = 3 };

        var detected = Image.DetectFormat(new DecoderOptions(), stream);
        Assert.Equal(3, stream.Position);
        var info = await Image.IdentifyAsync(new DecoderOptions(), stream);
        stream.Position = 3;
        var again = Image.Identify(new DecoderOptions(), new NonSeekable(stream));

        Assert.Equal(format, detected.Name);
        Assert.Equal(new Size(40, 30), info.Size);
        Assert.Equal(info.Size, again.Size);
    }

    [Theory]
    [InlineData(1u, 1)]
    [InlineData(2u, 2)]
    [InlineData(9u, 3)]
    public void AnimatedGif_ListsFramesUpToTheBound(uint framesMax, int listed)
    {
        var file = GifFile.Make(4, 4, _ => 0, _ => 1, _ => 2);

        var info = Image.Identify(new DecoderOptions { MaxFrames = framesMax }, file);

        Assert.Equal(listed, info.FrameMetadataCollection.Count);
    }

    [Fact]
    public void StillFormats_ListNoFrames()
    {
        Assert.Empty(Image.Identify(TestImages.Jpeg(8, 8)).FrameMetadataCollection);
        Assert.Empty(Image.Identify(TestImages.Png(8, 8)).FrameMetadataCollection);
        Assert.Empty(Image.Identify(TestImages.Webp(8, 8)).FrameMetadataCollection);
    }

    [Fact]
    public void HugePng_IsIdentifiedWithoutItsPixels()
    {
        var file = PngFile.Make(65_535, 65_535, 8, 6, new byte[4_000]);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var info = Image.Identify(file);

        Assert.Equal(new Size(65_535, 65_535), info.Size);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 1_000_000);
    }

    [Fact]
    public void Formats_NameTheirTypesAndExtensions()
    {
        Assert.Equal("image/jpeg", JpegFormat.Instance.DefaultMimeType);
        Assert.Equal("image/png", PngFormat.Instance.DefaultMimeType);
        Assert.Equal("image/webp", WebpFormat.Instance.DefaultMimeType);
        Assert.Equal("image/gif", GifFormat.Instance.DefaultMimeType);
        Assert.Equal(["jpg", "jpeg", "jfif"], JpegFormat.Instance.FileExtensions);
        Assert.Equal(["png", "apng"], PngFormat.Instance.FileExtensions);
        Assert.Equal(["webp"], WebpFormat.Instance.FileExtensions);
        Assert.Equal(["gif"], GifFormat.Instance.FileExtensions);
        Assert.Equal(["image/jpeg", "image/pjpeg"], JpegFormat.Instance.MimeTypes);
    }

    [Fact]
    public void JpegResolution_IsRead()
    {
        var file = TestImages.Jpeg(8, 8);
        file[13] = 1;
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(14), 300);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(16), 150);

        var metadata = Image.Identify(file).Metadata;

        Assert.Equal(300, metadata.HorizontalResolution);
        Assert.Equal(150, metadata.VerticalResolution);
    }

    /// <summary>A stream such as a request body.</summary>
    internal sealed class NonSeekable(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
