using SixLabors.ImageSharp.Native;

namespace SixLabors.ImageSharp.Formats.Webp;

/// <summary>Reads WebP. A file that is cut off is invalid content here, where the published package shows as
/// much of it as there is.</summary>
public sealed class WebpDecoder : ImageDecoder
{
    // libwebp averages while it decodes; twice the target leaves the sampler its say.
    private const double Oversampling = 2;

    private WebpDecoder()
    {
    }

    public static WebpDecoder Instance { get; } = new();

    internal override IImageFormat Format => WebpFormat.Instance;

    internal override int HeaderSize => WebpChunks.RiffBytes;

    private protected override string Loader => "webpload_buffer";

    internal override bool Recognises(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8);

    internal override ImageHeader ReadHeader(ReadOnlySpan<byte> bytes, DecoderOptions options) =>
        new WebpHeaderReader(options.SkipMetadata).Read(bytes);

    private protected override Size Shrink(VipsOperation loader, ImageHeader header, Size target)
    {
        var scale = Oversampling * Math.Min(
            target.Width / (double)header.Size.Width, target.Height / (double)header.Size.Height);
        // A side of no pixels would end the process.
        var least = 1.0 / Math.Min(header.Size.Width, header.Size.Height);
        if (scale < 1)
        {
            loader.Set("scale", Math.Max(scale, least));
        }

        return header.Size;
    }
}
