namespace SixLabors.ImageSharp.Formats.Gif;

/// <summary>Reads the first frame of a GIF, laid on its canvas. A file that is cut off within it loads as far
/// as it goes.</summary>
public sealed class GifDecoder : ImageDecoder
{
    private GifDecoder()
    {
    }

    public static GifDecoder Instance { get; } = new();

    internal override IImageFormat Format => GifFormat.Instance;

    internal override int HeaderSize => 6;

    private protected override string Loader => "gifload_buffer";

    internal override bool Recognises(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("GIF89a"u8) || bytes.StartsWith("GIF87a"u8);

    internal override ImageHeader ReadHeader(ReadOnlySpan<byte> bytes, DecoderOptions options) =>
        new GifHeaderReader(bytes, options.MaxFrames).Read();
}
