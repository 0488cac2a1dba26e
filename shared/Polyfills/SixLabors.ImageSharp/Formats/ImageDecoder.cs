using System.Runtime.CompilerServices;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Native;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace SixLabors.ImageSharp.Formats;

/// <summary>Reads one format: the header in managed code, the pixels with libvips.</summary>
public abstract class ImageDecoder
{
    // VipsAccess: from top to bottom once, so that no decoder has to keep the whole image.
    private const int Sequential = 1;

    private protected ImageDecoder()
    {
    }

    internal abstract IImageFormat Format { get; }

    /// <summary>Bytes needed to recognise the format.</summary>
    internal abstract int HeaderSize { get; }

    private protected abstract string Loader { get; }

    internal abstract bool Recognises(ReadOnlySpan<byte> bytes);

    internal abstract ImageHeader ReadHeader(ReadOnlySpan<byte> bytes, DecoderOptions options);

    internal ImageInfo Identify(ReadOnlySpan<byte> bytes, DecoderOptions options)
    {
        var header = ReadHeader(bytes, options);
        header.Metadata.DecodedImageFormat = Format;
        return new ImageInfo(
            new PixelTypeInfo(header.BitsPerPixel), header.Size, header.Metadata, header.Frames);
    }

    /// <summary>Decodes as the pixel type that says what the file says.</summary>
    internal unsafe Image Decode(byte* data, int length, DecoderOptions options)
    {
        var header = ReadHeader(new ReadOnlySpan<byte>(data, length), options);
        return header.Bands switch
        {
            1 => Decode<L8>(header, data, length, options),
            2 => Decode<La16>(header, data, length, options),
            3 => Decode<Rgb24>(header, data, length, options),
            _ => Decode<Rgba32>(header, data, length, options),
        };
    }

    internal unsafe Image<TPixel> Decode<TPixel>(byte* data, int length, DecoderOptions options)
        where TPixel : unmanaged, IPixel<TPixel> =>
        Decode<TPixel>(ReadHeader(new ReadOnlySpan<byte>(data, length), options), data, length, options);

    /// <summary>Tells the loader to shrink while decoding.</summary>
    /// <returns>The size from which the target is reckoned.</returns>
    private protected virtual Size Shrink(VipsOperation loader, ImageHeader header, Size target) =>
        header.Size;

    private protected virtual void Configure(VipsOperation loader)
    {
    }

    private unsafe Image<TPixel> Decode<TPixel>(
        ImageHeader header, byte* data, int length, DecoderOptions options)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        var size = header.Size;
        if ((long)size.Width * size.Height * Unsafe.SizeOf<TPixel>() > PixelBuffer.BytesMax)
        {
            throw new InvalidImageContentException(
                "Cannot decode image. Failed to allocate buffers for possibly degenerate dimensions: "
                + $"{size.Width}x{size.Height}.");
        }

        try
        {
            var pixels = ReadPixels<TPixel>(header, data, length, options);
            header.Metadata.DecodedImageFormat = Format;
            return new Image<TPixel>(options.Configuration, pixels, header.Metadata);
        }
        catch (VipsException exception)
        {
            throw new InvalidImageContentException(exception.Message, exception);
        }
    }

    private unsafe PixelBuffer ReadPixels<TPixel>(
        ImageHeader header, byte* data, int length, DecoderOptions options)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        using var loader = new VipsOperation(Loader)
            .SetBytes("buffer", data, length)
            .Set("access", Sequential);
        Configure(loader);
        var reckoned = options.TargetSize is { } box ? Shrink(loader, header, box) : header.Size;
        using var pipeline = new Pipeline(loader.Run());
        pipeline.Normalise();
        if (options.TargetSize is { } target)
        {
            // A side that fits already is left alone even where the other does not.
            var matches = reckoned.Width == target.Width || reckoned.Height == target.Height;
            var final = matches
                ? reckoned
                : ResizeGeometry.Of(
                    reckoned, new ResizeOptions { Size = target, Mode = ResizeMode.Max }).Canvas;
            pipeline.Resize(final, options.Sampler, premultiply: true);
        }

        if (Unsafe.SizeOf<TPixel>() is 1 or 3)
        {
            pipeline.DropAlpha();
        }

        return PixelConversion.Fit<TPixel>(pipeline.Compute());
    }
}

/// <summary>What is known before any pixel is decoded.</summary>
/// <param name="Size">Width and height as stored, before any orientation.</param>
/// <param name="BitsPerPixel">Bits a pixel as the file counts them.</param>
/// <param name="Bands">Samples of the pixel type that says what the file says.</param>
/// <param name="Metadata">Profiles, unless they were to be skipped.</param>
/// <param name="Frames">Frames of a GIF.</param>
internal sealed record ImageHeader(
    Size Size,
    int BitsPerPixel,
    int Bands,
    ImageMetadata Metadata,
    IReadOnlyList<ImageFrameMetadata>? Frames = null);
