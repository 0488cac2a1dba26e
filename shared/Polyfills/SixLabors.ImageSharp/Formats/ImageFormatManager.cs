using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SixLabors.ImageSharp.Formats;

/// <summary>The formats that a configuration knows.</summary>
public class ImageFormatManager
{
    // Replaced, never changed: a configuration may be read while another module is added to it.
    private IReadOnlyList<ImageDecoder> decoders = [];

    public IEnumerable<IImageFormat> ImageFormats => decoders.Select(decoder => decoder.Format);

    internal int MaxHeaderSize => decoders.Max(decoder => (int?)decoder.HeaderSize) ?? 0;

    public bool TryFindFormatByFileExtension(string extension, [NotNullWhen(true)] out IImageFormat? format)
    {
        var bare = extension is ['.', ..] ? extension[1..] : extension;
        format = ImageFormats.FirstOrDefault(
            known => known.FileExtensions.Contains(bare, StringComparer.OrdinalIgnoreCase));
        return format is not null;
    }

    public bool TryFindFormatByMimeType(string mimeType, [NotNullWhen(true)] out IImageFormat? format)
    {
        format = ImageFormats.FirstOrDefault(
            known => known.MimeTypes.Contains(mimeType, StringComparer.OrdinalIgnoreCase));
        return format is not null;
    }

    internal void Add(ImageDecoder decoder)
    {
        if (!decoders.Contains(decoder))
        {
            decoders = [.. decoders, decoder];
        }
    }

    /// <exception cref="UnknownImageFormatException">No decoder recognises the bytes; all are
    /// listed.</exception>
    internal ImageDecoder Detect(ReadOnlySpan<byte> bytes)
    {
        foreach (var decoder in decoders)
        {
            if (bytes.Length >= decoder.HeaderSize && decoder.Recognises(bytes))
            {
                return decoder;
            }
        }

        var message = new StringBuilder().AppendLine("Image cannot be loaded. Available decoders:");
        foreach (var decoder in decoders)
        {
            message.AppendLine(null, $" - {decoder.Format.Name} : {decoder.GetType().Name}");
        }

        throw new UnknownImageFormatException(message.ToString());
    }
}
