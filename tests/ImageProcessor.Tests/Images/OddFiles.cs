using Shop.SixLabors.ImageSharp.Tests;

namespace Shop.ImageProcessor.Tests.Images;

/// <summary>Honest files of kinds that the encoders do not write: 64x48, its quarters red, green, blue and white.</summary>
internal static class OddFiles
{
    public const int Width = 64;
    public const int Height = 48;

    private const byte Palette = 3;
    private const byte Rgb = 2;
    private const byte Rgba = 6;

    private static readonly byte[][] _colours = [[255, 0, 0], [0, 160, 0], [0, 0, 255], [255, 255, 255]];

    // Adam7: the first pixel of each pass across and down, and the distance to the next.
    private static readonly (int X, int Y, int Across, int Down)[] _passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static IReadOnlyDictionary<string, byte[]> All { get; } = new Dictionary<string, byte[]>
    {
        ["progressive.jpg"] = Convert.FromBase64String(ProgressiveJpeg),
        ["cmyk.jpg"] = Convert.FromBase64String(CmykJpeg),
        ["sixteen-bits.png"] = SixteenBits(alpha: 255),
        ["palette.png"] = PngFile.Make(
            Width, Height, 8, Palette, Rows((x, y) => [(byte)Quarter(x, y)]), false,
            ("PLTE", [.. _colours.SelectMany(colour => colour)])),
        ["interlaced.png"] = PngFile.Make(Width, Height, 8, Rgb, Interlaced(), interlaced: true),
        ["still.webp"] = Pictures.Webp(Width, Height),
        ["animated.webp"] = WebpFile.Animate(
            Width, Height, Pictures.Webp(Width, Height), Pictures.Webp(Width, Height, turned: true)),
        ["still.gif"] = Gif(1),
        ["animated.gif"] = Gif(3),
    };

    public static byte[] SixteenBits(byte alpha) => PngFile.Make(
        Width, Height, 16, Rgba,
        Rows((x, y) => [.. _colours[Quarter(x, y)].Append(alpha).SelectMany(sample => new[] { sample, sample })]));

    /// <summary>The first frame is what it should be, the others show it the other way round.</summary>
    public static byte[] Gif(int frames)
    {
        var file = GifFile.Make(Width, Height,
        [
            pixel => Quarter(pixel % Width, pixel / Width),
            .. Enumerable.Repeat<Func<int, int>>(pixel => 3 - Quarter(pixel % Width, pixel / Width), frames - 1),
        ]);
        // In its graphic control extensions the builder makes white transparent.
        ReadOnlySpan<byte> transparent = [0x21, 0xF9, 4, 1];
        for (var at = file.AsSpan().IndexOf(transparent); at >= 0; at = file.AsSpan().IndexOf(transparent))
        {
            file[at + 3] = 0;
        }
        return file;
    }

    public static byte[] Rows(Func<int, int, IEnumerable<byte>> pixel, int width = Width, int height = Height) =>
        [.. Enumerable.Range(0, height).SelectMany(
            y => Enumerable.Range(0, width).SelectMany(x => pixel(x, y)).Prepend((byte)0))];

    private static byte[] Interlaced() =>
    [
        .. _passes.SelectMany(pass => Steps(pass.Y, pass.Down, Height).SelectMany(
            y => Steps(pass.X, pass.Across, Width).SelectMany(x => _colours[Quarter(x, y)]).Prepend((byte)0))),
    ];

    private static IEnumerable<int> Steps(int first, int distance, int end) =>
        Enumerable.Range(0, (end - first + distance - 1) / distance).Select(step => first + step * distance);

    private static int Quarter(int x, int y) => (x < Width / 2 ? 0 : 1) + (y < Height / 2 ? 0 : 2);

    // Drawn and encoded with ImageMagick 6.9: convert … -interlace JPEG -sampling-factor 1x1 -quality 90 -strip.
    public const string ProgressiveJpeg =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQ"
        + "ERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU"
        + "FBQUFBQUFBQUFBQUFBT/wgARCAAwAEADAREAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAUJB//EABkBAQADAQEAAAAA"
        + "AAAAAAAAAAAEBQgJBv/aAAwDAQACEAMQAAAB5z4XVIAsQufgAjzegYAsQufgAjzegYAsQufgA5TvD3wA0tyteADNLVNGANLc"
        + "rXgAzS1TRgDS3K14AP/EABQQAQAAAAAAAAAAAAAAAAAAAFD/2gAIAQEAAQUCQ//EABQRAQAAAAAAAAAAAAAAAAAAAFD/2gAI"
        + "AQMBAT8BQ//EABQRAQAAAAAAAAAAAAAAAAAAAFD/2gAIAQIBAT8BQ//EABQQAQAAAAAAAAAAAAAAAAAAAFD/2gAIAQEABj8C"
        + "Q//EABQQAQAAAAAAAAAAAAAAAAAAAFD/2gAIAQEAAT8hQ//aAAwDAQACAAMAAAAQ/wD/AP8A/wD/AP8A/wD/AP8ASSkkSSkk"
        + "SSkk/8QAFBEBAAAAAAAAAAAAAAAAAAAAUP/aAAgBAwEBPxBD/8QAFBEBAAAAAAAAAAAAAAAAAAAAUP/aAAgBAgEBPxBD/8QA"
        + "FBABAAAAAAAAAAAAAAAAAAAAUP/aAAgBAQABPxBD/9k=";

    // The same picture, and instead of -interlace JPEG: -colorspace CMYK.
    private const string CmykJpeg =
        "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAWEBET"
        + "FBUVFQwPFxgWFBgSFBUU/9sAQwEDBAQFBAUJBQUJFA0LDRQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU"
        + "FBQUFBQUFBQUFBQU/8AAFAgAMABABAERAAIRAQMRAQQRAP/EABcAAQEBAQAAAAAAAAAAAAAAAAAICgn/xAAUEAEAAAAAAAAA"
        + "AAAAAAAAAAAA/8QAGQEBAAMBAQAAAAAAAAAAAAAAAAcJCgYI/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAA4EAQACEQMRBAAA"
        + "PwCiE5qqnVMAAABHSbWnJAIAAACxUJMxq/gAAAEdJtackAgAAALFQkzGr+AAAAR0m1pyQCAAAA6hM5Tw0v4AAABmlWquHAAA"
        + "AGlpVU7gAAAAZpVqrhwAAABpaVVO4AAAAGaVaq4cAAAAf//Z";
}
