using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Google.Cloud.Storage.V1.Tests;

public class DownloadValidationTests
{
    private static readonly byte[] Hello = Content.Bytes("hello");
    private static readonly string Other = Content.Crc32c(Content.Bytes("hallo"));

    [Theory]
    [InlineData(null)]
    [InlineData(DownloadValidationMode.Always)]
    [InlineData(DownloadValidationMode.Automatic)]
    public async Task CorruptedContent_Throws(DownloadValidationMode? mode)
    {
        var failure = await Assert.ThrowsAsync<IOException>(
            () => DownloadAsync(DownloadTests.Media(Hello, Other), mode));

        Assert.Equal(
            $"Incorrect hash: expected '{Other}' (base64), was '{Content.Crc32c(Hello)}' (base64)",
            failure.Message);
    }

    [Fact]
    public async Task CorruptedContentUnvalidated_IsWritten() =>
        Assert.Equal(
            Hello, await DownloadAsync(DownloadTests.Media(Hello, Other), DownloadValidationMode.Never));

    [Fact]
    public async Task ContentWithoutHash_IsNotValidated() =>
        Assert.Equal(Hello, await DownloadAsync(DownloadTests.Media(Hello, null), null));

    [Fact]
    public async Task LargeContent_IsValidatedAsAWhole()
    {
        var large = Content.Bytes(3_000_001);

        Assert.Equal(large, await DownloadAsync(DownloadTests.Media(large, Content.Crc32c(large)), null));
    }

    // The service unpacks gzip for clients that do not take it, and still tells the hash of what it stores.
    [Fact]
    public async Task ContentUnpackedByTheServer_IsOnlyValidatedAlways()
    {
        Func<HttpContext, Task> unpacked = context =>
        {
            context.Response.Headers["x-goog-stored-content-encoding"] = "gzip";
            return DownloadTests.Media(Hello, Other)(context);
        };

        Assert.Equal(Hello, await DownloadAsync(unpacked, DownloadValidationMode.Automatic));
        await Assert.ThrowsAsync<IOException>(() => DownloadAsync(unpacked, DownloadValidationMode.Always));
    }

    [Fact]
    public async Task PackedContent_IsValidatedAsItWasSent()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Hello);
        }

        Func<HttpContext, Task> answer = context =>
        {
            context.Response.Headers["x-goog-stored-content-encoding"] = "gzip";
            context.Response.Headers.ContentEncoding = "gzip";
            return DownloadTests.Media(packed.ToArray(), Content.Crc32c(packed.ToArray()))(context);
        };

        Assert.Equal(Hello, await DownloadAsync(answer, DownloadValidationMode.Always));
        Assert.Equal(Hello, await DownloadAsync(answer, DownloadValidationMode.Automatic));
    }

    [Fact]
    public async Task UnknownMode_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => DownloadAsync(DownloadTests.Media(Hello, null), (DownloadValidationMode)9));

    private static async Task<byte[]> DownloadAsync(
        Func<HttpContext, Task> answer, DownloadValidationMode? mode)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(answer);
        using var client = server.Client();
        var destination = new MemoryStream();
        await client.DownloadObjectAsync(
            "bucket", "name", destination, new DownloadObjectOptions { DownloadValidationMode = mode });
        return destination.ToArray();
    }
}
