using System.Buffers.Binary;
using System.IO.Compression;

namespace Shop.SixLabors.ImageSharp.Tests;

/// <summary>Writes kinds of PNG that the encoder does not.</summary>
internal static class PngFile
{
    internal static byte[] Make(
        int width, int height, byte bitDepth, byte colourType, byte[] rows, bool interlaced = false,
        params (string Name, byte[] Data)[] before)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (bitDepth, colourType, (byte)(interlaced ? 1 : 0));
        WriteChunk(file, "IHDR", header);
        foreach (var (name, data) in before)
        {
            WriteChunk(file, name, data);
        }

        WriteChunk(file, "IDAT", Deflate(rows));
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>One row per line of samples, each after the filter byte 0.</summary>
    internal static byte[] Rows(int height, params byte[] row) =>
        [.. Enumerable.Range(0, height).SelectMany(_ => row.Prepend((byte)0))];

    internal static byte[] Deflate(byte[] data)
    {
        using var target = new MemoryStream();
        using (var deflate = new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(data);
        }

        return target.ToArray();
    }

    private static void WriteChunk(MemoryStream file, string name, byte[] data)
    {
        byte[] content = [.. name.Select(letter => (byte)letter), .. data];
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(content));
        file.Write(number);
    }

    private static uint Checksum(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
