using SixLabors.ImageSharp.Native;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>Reads PNG; 16 bits a sample are rounded to 8, where the published package keeps them.</summary>
public sealed class PngDecoder : ImageDecoder
{
    // VipsFailOn: damaged pixels are an error, as they are in the published package.
    private const int FailOnError = 2;

    private PngDecoder()
    {
    }

    public static PngDecoder Instance { get; } = new();

    internal override IImageFormat Format => PngFormat.Instance;

    internal override int HeaderSize => PngChunks.Signature.Length;

    private protected override string Loader => "pngload_buffer";

    internal override bool Recognises(ReadOnlySpan<byte> bytes) => bytes.StartsWith(PngChunks.Signature);

    internal override ImageHeader ReadHeader(ReadOnlySpan<byte> bytes, DecoderOptions options) =>
        new PngHeaderReader(options.SkipMetadata).Read(bytes);

    private protected override void Configure(VipsOperation loader) => loader.Set("fail_on", FailOnError);
}
