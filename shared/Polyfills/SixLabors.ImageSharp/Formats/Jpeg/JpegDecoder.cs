using SixLabors.ImageSharp.Native;

namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>Reads JPEG. A file that is cut off after its header loads with its rest grey, as it does in the
/// published package.</summary>
public sealed class JpegDecoder : ImageDecoder
{
    private JpegDecoder()
    {
    }

    public static JpegDecoder Instance { get; } = new();

    internal override IImageFormat Format => JpegFormat.Instance;

    internal override int HeaderSize => 11;

    private protected override string Loader => "jpegload_buffer";

    internal override bool Recognises(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xD8, ..];

    internal override ImageHeader ReadHeader(ReadOnlySpan<byte> bytes, DecoderOptions options) =>
        new JpegHeaderReader(bytes, options.SkipMetadata).Read();

    private protected override Size Shrink(VipsOperation loader, ImageHeader header, Size target)
    {
        foreach (var factor in (ReadOnlySpan<int>)[8, 4, 2])
        {
            var size = new Size(Divide(header.Size.Width, factor), Divide(header.Size.Height, factor));
            if (size.Width >= target.Width && size.Height >= target.Height)
            {
                // libvips rounds down, and a side of no pixels would end the process.
                if (Math.Min(header.Size.Width, header.Size.Height) >= factor)
                {
                    loader.Set("shrink", factor);
                }

                return size;
            }
        }

        return header.Size;
    }

    private static int Divide(int length, int factor) => (length + factor - 1) / factor;
}
