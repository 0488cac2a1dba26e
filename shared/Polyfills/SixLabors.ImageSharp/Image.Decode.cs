using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp;

public abstract partial class Image
{
    public static IImageFormat DetectFormat(ReadOnlySpan<byte> buffer) =>
        DetectFormat(DecoderOptions.Default, buffer);

    public static IImageFormat DetectFormat(DecoderOptions options, ReadOnlySpan<byte> buffer) =>
        Detect(options, Filled(buffer)).Format;

    public static IImageFormat DetectFormat(Stream stream) => DetectFormat(DecoderOptions.Default, stream);

    /// <summary>Where the stream can seek, it stands afterwards where it stood before.</summary>
    public static IImageFormat DetectFormat(DecoderOptions options, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(options);
        var position = EncodedBytes.Readable(stream).CanSeek ? stream.Position : 0;
        var header = new byte[options.Configuration.ImageFormatsManager.MaxHeaderSize];
        var read = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (stream.CanSeek)
        {
            stream.Position = position;
        }

        return Detect(options, header.AsSpan(0, read)).Format;
    }

    public static ImageInfo Identify(ReadOnlySpan<byte> buffer) => Identify(DecoderOptions.Default, buffer);

    public static ImageInfo Identify(DecoderOptions options, ReadOnlySpan<byte> buffer) =>
        Detect(options, Filled(buffer)).Identify(buffer, options);

    public static ImageInfo Identify(Stream stream) => Identify(DecoderOptions.Default, stream);

    public static ImageInfo Identify(DecoderOptions options, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(options);
        ReadOnlySpan<byte> bytes = EncodedBytes.Read(stream);
        return Detect(options, bytes).Identify(bytes, options);
    }

    public static Task<ImageInfo> IdentifyAsync(
        Stream stream, CancellationToken cancellationToken = default) =>
        IdentifyAsync(DecoderOptions.Default, stream, cancellationToken);

    public static async Task<ImageInfo> IdentifyAsync(
        DecoderOptions options, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var bytes = await EncodedBytes.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        return Detect(options, bytes).Identify(bytes, options);
    }

    public static Image Load(ReadOnlySpan<byte> buffer) => Load(DecoderOptions.Default, buffer);

    public static unsafe Image Load(DecoderOptions options, ReadOnlySpan<byte> buffer)
    {
        fixed (byte* data = Filled(buffer))
        {
            return Detect(options, buffer).Decode(data, buffer.Length, options);
        }
    }

    public static Image Load(Stream stream) => Load(DecoderOptions.Default, stream);

    public static Image Load(DecoderOptions options, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(options);
        return LoadRead(options, EncodedBytes.Read(stream));
    }

    public static Task<Image> LoadAsync(Stream stream, CancellationToken cancellationToken = default) =>
        LoadAsync(DecoderOptions.Default, stream, cancellationToken);

    public static async Task<Image> LoadAsync(
        DecoderOptions options, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return LoadRead(
            options, await EncodedBytes.ReadAsync(stream, cancellationToken).ConfigureAwait(false));
    }

    public static Image<TPixel> Load<TPixel>(ReadOnlySpan<byte> data)
        where TPixel : unmanaged, IPixel<TPixel> => Load<TPixel>(DecoderOptions.Default, data);

    public static unsafe Image<TPixel> Load<TPixel>(DecoderOptions options, ReadOnlySpan<byte> data)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        fixed (byte* pointer = Filled(data))
        {
            return Detect(options, data).Decode<TPixel>(pointer, data.Length, options);
        }
    }

    public static Image<TPixel> Load<TPixel>(Stream stream)
        where TPixel : unmanaged, IPixel<TPixel> => Load<TPixel>(DecoderOptions.Default, stream);

    public static Image<TPixel> Load<TPixel>(DecoderOptions options, Stream stream)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ArgumentNullException.ThrowIfNull(options);
        return LoadRead<TPixel>(options, EncodedBytes.Read(stream));
    }

    public static Task<Image<TPixel>> LoadAsync<TPixel>(
        Stream stream, CancellationToken cancellationToken = default)
        where TPixel : unmanaged, IPixel<TPixel> =>
        LoadAsync<TPixel>(DecoderOptions.Default, stream, cancellationToken);

    public static async Task<Image<TPixel>> LoadAsync<TPixel>(
        DecoderOptions options, Stream stream, CancellationToken cancellationToken = default)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ArgumentNullException.ThrowIfNull(options);
        var bytes = await EncodedBytes.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        return LoadRead<TPixel>(options, bytes);
    }

    private static unsafe Image LoadRead(DecoderOptions options, ReadOnlySpan<byte> bytes)
    {
        var decoder = Detect(options, bytes);
        fixed (byte* data = bytes)
        {
            return decoder.Decode(data, bytes.Length, options);
        }
    }

    private static unsafe Image<TPixel> LoadRead<TPixel>(DecoderOptions options, ReadOnlySpan<byte> bytes)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        var decoder = Detect(options, bytes);
        fixed (byte* data = bytes)
        {
            return decoder.Decode<TPixel>(data, bytes.Length, options);
        }
    }

    private static ImageDecoder Detect(DecoderOptions options, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Configuration.ImageFormatsManager.Detect(bytes);
    }

    // The published package wraps the span's address in a stream, which takes no null; an empty stream is
    // merely unknown.
    private static unsafe ReadOnlySpan<byte> Filled(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            ArgumentNullException.ThrowIfNull(pointer);
        }

        return buffer;
    }
}
