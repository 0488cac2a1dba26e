using Shop.Contracts;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.Processing;

namespace Shop.ImageProcessor.Images;

/// <summary>How files are decoded: four formats and no other, one frame, one thread.</summary>
internal static class Decoding
{
    // One thread per image: an instance has about one core, on which more threads would only queue.
    private static readonly Configuration _configuration = new(
        new JpegConfigurationModule(),
        new PngConfigurationModule(),
        new WebpConfigurationModule(),
        new GifConfigurationModule())
    {
        MaxDegreeOfParallelism = 1,
    };

    public static DecoderOptions HeaderOptions { get; } = new() { Configuration = _configuration, MaxFrames = 1 };

    /// <param name="header">Header of the file.</param>
    /// <param name="size">Size to decode at, as the image is seen; not above the header's.</param>
    public static DecoderOptions At(ImageHeader header, Dimensions size)
    {
        // The decoder scales before the orientation is applied, and it would enlarge.
        var stored = header.Transposed ? size.Transposed : size;
        return new DecoderOptions
        {
            Configuration = _configuration,
            MaxFrames = 1,
            TargetSize = size == header.Seen ? null : new Size(stored.Width, stored.Height),
            Sampler = KnownResamplers.Lanczos3,
        };
    }

    /// <summary>
    /// Whether a decoder threw this because of what the file holds. Besides its own exceptions the package lets
    /// those of its parsers through on hostile files: an index, an argument, a null, a sum out of range. The same
    /// bytes would fail again at every redelivery. Shortage of memory or a missing library says nothing of the file.
    /// </summary>
    /// <remarks>Only to be asked of what is thrown while decoding, where nothing but the file is at work. Types are
    /// listed, since to take a passing fault for a lasting one costs the image, and the reverse only repetitions.</remarks>
    public static bool IsOfContent(Exception fault) => fault
        is ImageFormatException
        or NotSupportedException
        or IndexOutOfRangeException
        or ArgumentException
        or NullReferenceException
        or ArithmeticException
        or InvalidDataException
        or EndOfStreamException
        or (InvalidOperationException and not InvalidMemoryOperationException);

    public static ImageFault Fault(Exception fault) => fault switch
    {
        UnknownImageFormatException => Unsupported("The content is not a JPEG, PNG, WebP or GIF image."),
        NotSupportedException => Unsupported($"The image is of a kind that is not read: {Sentence(fault)}"),
        ImageFormatException => Corrupt(Sentence(fault)),
        // What is said of an index or a null explains nothing to people.
        _ => Corrupt("the decoder stumbled over it."),
    };

    // Libraries below may say several lines, and end them as they like.
    private static string Sentence(Exception fault) =>
        string.Join("; ", fault.Message.Split(
                '\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .TrimEnd('.', '!') + ".";

    private static ImageFault Unsupported(string message) => new(ImageFailureReasons.UnsupportedFormat, message);

    private static ImageFault Corrupt(string why) =>
        new(ImageFailureReasons.Corrupt, $"The image cannot be decoded: {why}");
}
