using System.Buffers.Binary;

namespace Shop.SixLabors.ImageSharp.Tests;

/// <summary>Makes an animation of still WebP files of one size.</summary>
internal static class WebpFile
{
    private const int RiffBytes = 12;

    internal static byte[] Animate(int width, int height, params byte[][] stills)
    {
        using var body = new MemoryStream();
        Chunk(body, "VP8X"u8, [0x02, 0, 0, 0, .. Three(width - 1), .. Three(height - 1)]);
        Chunk(body, "ANIM"u8, [0, 0, 0, 0, 0, 0]);
        foreach (var still in stills)
        {
            Chunk(
                body, "ANMF"u8,
                [
                    0, 0, 0, 0, 0, 0, .. Three(width - 1), .. Three(height - 1), 100, 0, 0, 0,
                    .. still[RiffBytes..],
                ]);
        }

        using var file = new MemoryStream();
        Chunk(file, "RIFF"u8, [.. "WEBP"u8, .. body.ToArray()]);
        return file.ToArray();
    }

    private static byte[] Three(int number) =>
        [(byte)(number & 255), (byte)(number >> 8 & 255), (byte)(number >> 16 & 255)];

    private static void Chunk(MemoryStream stream, ReadOnlySpan<byte> name, byte[] data)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        stream.Write(name);
        stream.Write(length);
        stream.Write(data);
        if (data.Length % 2 != 0)
        {
            stream.WriteByte(0);
        }
    }
}
