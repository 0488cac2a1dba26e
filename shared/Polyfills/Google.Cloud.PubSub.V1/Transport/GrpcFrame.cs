using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;
using Grpc.Core;

namespace Google.Cloud.PubSub.V1.Transport;

/// <summary>
/// A gRPC message on the wire: one byte that says whether it is compressed, four of length, the bytes.
/// </summary>
internal static class GrpcFrame
{
    internal const string Gzip = "gzip";

    private const int HeaderBytes = 5;

    internal static byte[] Write(IMessage message, bool compress)
    {
        var payload = message.ToByteArray();
        if (compress)
        {
            payload = Compress(payload);
        }
        var frame = new byte[HeaderBytes + payload.Length];
        frame[0] = compress ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), payload.Length);
        payload.CopyTo(frame.AsSpan(HeaderBytes));
        return frame;
    }

    /// <returns>Null for an empty body, which is how a failed call ends.</returns>
    /// <exception cref="RpcException">INTERNAL: the body is not exactly one message.</exception>
    internal static T Read<T>(byte[] body, MessageParser<T> parser, string encoding)
        where T : class, IMessage<T>
    {
        if (body.Length == 0)
        {
            return null;
        }
        if (body.Length < HeaderBytes
            || BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(1)) != body.Length - HeaderBytes)
        {
            throw Broken("Incomplete message.", null);
        }
        try
        {
            return body[0] == 0
                ? parser.ParseFrom(body.AsSpan(HeaderBytes))
                : parser.ParseFrom(Decompress(body, encoding));
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidDataException)
        {
            throw Broken("Failed to deserialize response message.", e);
        }
    }

    private static byte[] Compress(byte[] payload)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(payload);
        }
        return compressed.ToArray();
    }

    private static GZipStream Decompress(byte[] body, string encoding) =>
        encoding == Gzip
            ? new GZipStream(
                new MemoryStream(body, HeaderBytes, body.Length - HeaderBytes), CompressionMode.Decompress)
            : throw Broken(
                $"Unsupported grpc-encoding value '{encoding}'. Supported encodings: identity, gzip", null);

    private static RpcException Broken(string detail, Exception cause) =>
        new(new Status(StatusCode.Internal, detail, cause));
}
