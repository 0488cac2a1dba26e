using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Shop.SixLabors.ImageSharp.Tests;

public sealed class ExceptionTests
{
    [Fact]
    public void EmptySpan_IsANullArgument()
    {
        Assert.Throws<ArgumentNullException>(() => Image.Identify(Four.Options, []));
        Assert.Throws<ArgumentNullException>(() => Image.Load(Four.Options, []));
        Assert.Throws<ArgumentNullException>(() => Image.Load<Rgba32>(Four.Options, []));
        Assert.Throws<ArgumentNullException>(() => Image.DetectFormat(Four.Options, []));
    }

    [Fact]
    public async Task EmptyStream_IsOfUnknownFormat()
    {
        Assert.Throws<UnknownImageFormatException>(() => Image.Identify(Four.Options, Stream.Null));
        Assert.Throws<UnknownImageFormatException>(() => Image.Load(Four.Options, new MemoryStream()));
        await Assert.ThrowsAsync<UnknownImageFormatException>(
            () => Image.LoadAsync(Four.Options, new MemoryStream()));
    }

    [Fact]
    public void Garbage_NamesTheDecodersThereAre()
    {
        var exception = Assert.Throws<UnknownImageFormatException>(
            () => Image.Load(Four.Options, "This is no image, I am afraid."u8));

        Assert.StartsWith(
            "Image cannot be loaded. Available decoders:", exception.Message, StringComparison.Ordinal);
        Assert.Contains(" - JPEG : JpegDecoder", exception.Message, StringComparison.Ordinal);
        Assert.Contains(" - PNG : PngDecoder", exception.Message, StringComparison.Ordinal);
        Assert.Contains(" - Webp : WebpDecoder", exception.Message, StringComparison.Ordinal);
        Assert.Contains(" - GIF : GifDecoder", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FormatThatIsNotConfigured_IsUnknown()
    {
        var options = new DecoderOptions { Configuration = new Configuration(new PngConfigurationModule()) };

        Assert.Equal("PNG", Image.DetectFormat(options, TestImages.Png(4, 4)).Name);
        Assert.Throws<UnknownImageFormatException>(() => Image.DetectFormat(options, TestImages.Jpeg(4, 4)));
        Assert.Throws<UnknownImageFormatException>(() => Image.Load(options, TestImages.Jpeg(4, 4)));
    }

    [Fact]
    public void Nulls_AreNamed()
    {
        using var image = new Image<Rgba32>(2, 2);

        Assert.Throws<ArgumentNullException>(() => Image.Load(Four.Options, (Stream)null!));
        Assert.Throws<ArgumentNullException>(() => Image.Load((DecoderOptions)null!, Stream.Null));
        Assert.Throws<ArgumentNullException>(() => image.Save(null!, new PngEncoder()));
        Assert.Throws<ArgumentNullException>(() => image.Save(Stream.Null, (IImageEncoder)null!));
        Assert.Throws<ArgumentNullException>(() => image.Mutate((Action<IImageProcessingContext>)null!));
    }

    [Fact]
    public void DisposedImage_IsNotUsed()
    {
        var image = new Image<Rgba32>(2, 2);
        image.Dispose();
        image.Dispose();

        Assert.Throws<ObjectDisposedException>(() => image[0, 0]);
        Assert.Throws<ObjectDisposedException>(() => image.Mutate(context => context.Resize(1, 1)));
        Assert.Throws<ObjectDisposedException>(() => image.Save(Stream.Null, new PngEncoder()));
        Assert.Throws<ObjectDisposedException>(() => image.Clone());
    }

    [Fact]
    public void OptionsOutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new JpegEncoder { Quality = 0 });
        Assert.Throws<ArgumentException>(() => new JpegEncoder { Quality = 101 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Configuration { MaxDegreeOfParallelism = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Image<Rgba32>(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Image<Rgba32>(1, -1));
    }

    [Fact]
    public void ImageLargerThanTheFormat_IsRefused()
    {
        using var image = new Image<L8>(16_384, 1);
        using var wider = new Image<L8>(65_536, 1);

        Assert.Throws<ImageFormatException>(() => image.Save(Stream.Null, new WebpEncoder()));
        Assert.Throws<ImageFormatException>(() => wider.Save(Stream.Null, new JpegEncoder()));
    }

    [Fact]
    public void ResizeToNothing_IsRefused()
    {
        using var image = new Image<Rgba32>(2, 2);

        Assert.ThrowsAny<Exception>(() => image.Mutate(context => context.Resize(0, 0)));
        Assert.ThrowsAny<Exception>(() => image.Mutate(context => context.Crop(new Rectangle(1, 1, 2, 2))));
        Assert.Equal(new Size(2, 2), image.Size);
    }

    [Fact]
    public void Configuration_KnowsItsFormats()
    {
        var manager = Four.Formats.ImageFormatsManager;

        Assert.Equal(4, Four.Formats.ImageFormats.Count());
        Assert.True(manager.TryFindFormatByFileExtension(".JPG", out var jpeg));
        Assert.True(manager.TryFindFormatByMimeType("image/webp", out var webp));
        Assert.False(manager.TryFindFormatByMimeType("image/tiff", out _));
        Assert.Same(JpegFormat.Instance, jpeg);
        Assert.Same(WebpFormat.Instance, webp);
        Assert.Equal(Environment.ProcessorCount, new Configuration().MaxDegreeOfParallelism);
    }
}
