using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;
using Grpc.Core;

namespace Shop.LocalCloud.PubSub;

/// <summary>Pub/Sub's gRPC interface, as far as it is unary.</summary>
internal static class GrpcEndpoint
{
    private const string ContentType = "application/grpc";
    private const int HeaderBytes = 5;

    internal static void Map(IEndpointRouteBuilder routes, Operation operation) =>
        routes.MapPost("/" + operation.GrpcMethod, async context =>
        {
            try
            {
                var request = operation.Request.ParseFrom(await ReadAsync(context.Request));
                await WriteAsync(context.Response, await operation.Answer(request, context.RequestAborted));
            }
            catch (RpcException e)
            {
                Refuse(context.Response, e.Status);
            }
            catch (Exception e) when (e is InvalidProtocolBufferException or InvalidDataException)
            {
                Refuse(
                    context.Response,
                    new Status(StatusCode.Internal, "The request is not a message: " + e.Message));
            }
        });

    internal static bool IsGrpc(HttpRequest request) =>
        request.ContentType?.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>For services and methods that are not here.</summary>
    internal static Task RefuseAsync(HttpContext context)
    {
        Refuse(context.Response, new Status(
            StatusCode.Unimplemented, $"The local Pub/Sub has no method {context.Request.Path}."));
        return Task.CompletedTask;
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        var frame = body.ToArray();
        if (frame.Length < HeaderBytes
            || BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(1)) != frame.Length - HeaderBytes)
        {
            throw new InvalidDataException("its length is wrong.");
        }
        return frame[0] == 0
            ? frame[HeaderBytes..]
            : await DecompressAsync(frame[HeaderBytes..], request.Headers["grpc-encoding"].ToString());
    }

    private static async Task<byte[]> DecompressAsync(byte[] compressed, string encoding)
    {
        if (encoding != "gzip")
        {
            throw new RpcException(new Status(
                StatusCode.Unimplemented, $"grpc-encoding '{encoding}' is neither gzip nor identity."));
        }
        using var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        await gzip.CopyToAsync(plain);
        return plain.ToArray();
    }

    private static async Task WriteAsync(HttpResponse response, IMessage message)
    {
        var frame = new byte[HeaderBytes + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - HeaderBytes);
        message.WriteTo(frame.AsSpan(HeaderBytes));
        response.ContentType = ContentType;
        await response.Body.WriteAsync(frame, response.HttpContext.RequestAborted);
        response.AppendTrailer("grpc-status", "0");
    }

    private static void Refuse(HttpResponse response, Status status)
    {
        response.ContentType = ContentType;
        response.Headers["grpc-status"] = status.StatusCode.ToString("D");
        response.Headers["grpc-message"] = Uri.EscapeDataString(status.Detail);
    }
}
