using System.Buffers.Binary;
using System.Text;
using Shop.Contracts;
using Shop.SixLabors.ImageSharp.Tests;

namespace Shop.ImageProcessor.Tests.Images;

/// <summary>Files that want to be refused, and why each is.</summary>
internal static class HostileFiles
{
    private const byte Grey = 0;
    private const byte Rgba = 6;

    public static IReadOnlyDictionary<string, (string Reason, byte[] Content)> All { get; } =
        new Dictionary<string, (string, byte[])>
        {
            ["nothing.jpg"] = (ImageFailureReasons.Empty, []),
            ["text.jpg"] = (ImageFailureReasons.UnsupportedFormat, "This is no photo.\n"u8.ToArray()),
            ["drawing.svg"] = (ImageFailureReasons.UnsupportedFormat, Svg),
            ["bomb.png"] = (ImageFailureReasons.TooManyPixels, PngFile.Make(65_535, 65_535, 8, Rgba, new byte[400_000])),
            ["bomb.gif"] = (ImageFailureReasons.TooManyPixels, With(Pictures.Gif(), (6, [255, 255, 255, 255]))),
            // The canvas has one pixel, the frame on it 65,535 by 65,535.
            ["frame-beyond-canvas.gif"] = (ImageFailureReasons.TooManyPixels, With(Pictures.Gif(), (24, [255, 255, 255, 255]))),
            ["bomb.webp"] = (ImageFailureReasons.TooManyPixels, HugeCanvasWebp()),
            // The canvas has 64x48 pixels, the frame of the animation 16,777,216 by 16,777,216.
            ["frame-beyond-canvas.webp"] = (ImageFailureReasons.TooManyPixels, HugeFrameWebp()),
            ["truncated.jpg"] = (ImageFailureReasons.Truncated, Pictures.Jpeg(300, 200)[..^200]),
            ["truncated.png"] = (ImageFailureReasons.Truncated, Pictures.Png(300, 200)[..^20]),
            ["truncated.webp"] = (ImageFailureReasons.Truncated, Pictures.Webp(300, 200)[..^20]),
            ["truncated.gif"] = (ImageFailureReasons.Truncated, OddFiles.Gif(1)[..^200]),
            ["riff-shorter-than-its-chunk.webp"] = (ImageFailureReasons.Truncated, Riff(Pictures.Webp(300, 200), 20)),
            ["riff-longer-than-its-file.webp"] = (ImageFailureReasons.Truncated, Riff(Pictures.Webp(300, 200), 0xFFFF_FFFE)),
            ["riff-without-chunks.webp"] = (ImageFailureReasons.Truncated, Riff(Pictures.Webp(300, 200), 4)),
            ["wrong-checksum.png"] = (ImageFailureReasons.Corrupt, WrongChecksum()),
            ["no-pixels.png"] = (ImageFailureReasons.Corrupt, PngFile.Make(300, 300, 8, Rgba, [])),
            ["lossless.jpg"] = (ImageFailureReasons.UnsupportedFormat, Lossless()),
            ["scans.jpg"] = (ImageFailureReasons.TooComplex, Scans(10_000)),
        };

    private static byte[] Svg => Encoding.UTF8.GetBytes(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><script>alert(1)</script></svg>");

    /// <summary>A JPEG with so many segments of so many bytes before its picture.</summary>
    public static byte[] Segments(int count, int bytes)
    {
        byte[] segment = [0xFF, 0xED, (byte)((bytes + 2) >> 8), (byte)((bytes + 2) & 255), .. new byte[bytes]];
        var picture = Pictures.Jpeg(OddFiles.Width, OddFiles.Height);
        using var file = new MemoryStream();
        file.Write(picture.AsSpan(0, 2));
        for (var i = 0; i < count; i++)
        {
            file.Write(segment);
        }
        file.Write(picture.AsSpan(2));
        return file.ToArray();
    }

    /// <summary>A PNG whose text or profile inflates to 64 MB.</summary>
    public static byte[] Inflating(string chunk)
    {
        var data = PngFile.Deflate(new byte[64 << 20]);
        byte[] keyword = [.. "XML:com.adobe.xmp\0"u8];
        byte[] content = chunk == "iTXt" ? [.. keyword, 1, 0, 0, 0, .. data] : [.. "name\0\0"u8, .. data];
        return PngFile.Make(
            OddFiles.Width, OddFiles.Height, 8, Grey, OddFiles.Rows((_, _) => [255]), false, (chunk, content));
    }

    // The last scan again and again: each is short, and each goes over the whole picture.
    private static byte[] Scans(int count)
    {
        var picture = Convert.FromBase64String(OddFiles.ProgressiveJpeg);
        var last = picture.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        using var file = new MemoryStream();
        file.Write(picture.AsSpan(0, picture.Length - 2));
        for (var i = 0; i < count; i++)
        {
            file.Write(picture.AsSpan(last, picture.Length - 2 - last));
        }
        file.Write([0xFF, 0xD9]);
        return file.ToArray();
    }

    private static byte[] Lossless()
    {
        var file = Pictures.Jpeg(64, 48);
        file[file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]) + 1] = 0xC3;
        return file;
    }

    private static byte[] WrongChecksum()
    {
        var file = Pictures.Png(300, 200);
        file[file.AsSpan().LastIndexOf("IEND"u8) - 5] ^= 1; // the last byte of the pixels' checksum
        return file;
    }

    private static byte[] HugeCanvasWebp() => With(
        WebpFile.Animate(64, 48, Pictures.Webp(64, 48)), (24, [255, 255, 255, 255, 255, 255]));

    private static byte[] HugeFrameWebp()
    {
        var file = WebpFile.Animate(64, 48, Pictures.Webp(64, 48));
        return With(file, (file.AsSpan().IndexOf("ANMF"u8) + 14, [255, 255, 255, 255, 255, 255]));
    }

    private static byte[] Riff(byte[] file, uint length)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), length);
        return file;
    }

    private static byte[] With(byte[] file, params (int At, byte[] Bytes)[] changes)
    {
        foreach (var (at, bytes) in changes)
        {
            bytes.CopyTo(file, at);
        }
        return file;
    }
}
