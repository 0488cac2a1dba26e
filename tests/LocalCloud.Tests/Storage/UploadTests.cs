using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Shop.LocalCloud.Tests.Storage;

public sealed class UploadTests : StorageTest
{
    [Fact]
    public async Task MediaUpload_AnswersWithGooglesResource()
    {
        var made = await Server.UploadAsync("photos/cat.txt", "hello");

        var generation = (string)made["generation"]!;
        Assert.Equal("storage#object", (string)made["kind"]!);
        Assert.Equal($"uploads/photos/cat.txt/{generation}", (string)made["id"]!);
        Assert.Equal($"{Server.Origin}/storage/v1/b/uploads/o/photos%2Fcat.txt", (string)made["selfLink"]!);
        Assert.Equal(
            $"{Server.Origin}/download/storage/v1/b/uploads/o/photos%2Fcat.txt"
            + $"?generation={generation}&alt=media",
            (string)made["mediaLink"]!);
        Assert.Equal("photos/cat.txt", (string)made["name"]!);
        Assert.Equal("uploads", (string)made["bucket"]!);
        Assert.Equal("1772366400000000", generation);
        Assert.Equal("1", (string)made["metageneration"]!);
        Assert.Equal("text/plain; charset=utf-8", (string)made["contentType"]!);
        Assert.Equal("STANDARD", (string)made["storageClass"]!);
        Assert.Equal("5", (string)made["size"]!);
        // The published check values of "hello".
        Assert.Equal("XUFAKrxLKna5cZ2REBfFkg==", (string)made["md5Hash"]!);
        Assert.Equal("mnG7TA==", (string)made["crc32c"]!);
        Assert.Equal("CICgvK3T/pIDEAE=", (string)made["etag"]!);
        Assert.Equal("2026-03-01T12:00:00.000Z", (string)made["timeCreated"]!);
        Assert.Equal("2026-03-01T12:00:00.000Z", (string)made["updated"]!);
        Assert.Equal("hello", await Server.DownloadAsync("photos/cat.txt"));
    }

    [Fact]
    public async Task EmptyObject_IsLegal()
    {
        var made = await Server.UploadAsync("empty", "");

        Assert.Equal("0", (string)made["size"]!);
        Assert.Equal("AAAAAA==", (string)made["crc32c"]!);
        Assert.Equal("", await Server.DownloadAsync("empty"));
    }

    [Theory]
    [InlineData("\r\n", "\"")]
    [InlineData("\n", "'")]
    [InlineData("\r\n", "")]
    public async Task MultipartUpload_TakesEitherLineEndingAndQuote(string line, string quote)
    {
        // The bytes come close to a boundary and are none.
        const string Content = "first\r\n--edgy\n--edg\r\n";
        var body = $"--edge{line}Content-Type: application/json{line}{line}"
            + """{"name":"m.bin","metadata":{"a":"1"},"cacheControl":"no-store"}"""
            + $"{line}--edge{line}Content-Type: image/x-test{line}{line}{Content}{line}--edge--{line}";
        body = body.Replace("--edgy", "--edg", StringComparison.Ordinal);

        var made = await PostMultipartAsync(body, $"multipart/related; boundary={quote}edge{quote}");

        Assert.Equal("m.bin", (string)made["name"]!);
        Assert.Equal("image/x-test", (string)made["contentType"]!);
        Assert.Equal("no-store", (string)made["cacheControl"]!);
        Assert.Equal("1", (string)made["metadata"]!["a"]!);
        Assert.Equal("first\r\n--edg\n--edg\r\n", await Server.DownloadAsync("m.bin"));
    }

    [Fact]
    public async Task MultipartUpload_LargerThanItsBuffers_ArrivesWhole()
    {
        var content = RandomNumberGenerator.GetHexString(1_500_001);
        var body = "--b\r\n\r\n{\"contentType\":\"a/b\"}\r\n--b\r\nContent-Type: c/d\r\n\r\n"
            + content + "\r\n--b--";

        var made = await PostMultipartAsync(body, "multipart/related; boundary=b", "&name=big");

        Assert.Equal("a/b", (string)made["contentType"]!);
        Assert.Equal(content, await Server.DownloadAsync("big"));
    }

    [Theory]
    [InlineData("--b\r\n\r\n{}\r\n--b\r\n\r\ncut off")]
    [InlineData("--b\r\n\r\n{}")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task MultipartUpload_WithoutItsEnd_IsRefusedAndInvisible(string body)
    {
        await PostMultipartAsync(
            body, "multipart/related; boundary=b", "&name=cut", HttpStatusCode.BadRequest);

        Assert.Null((await Server.GetAsync("/storage/v1/b/uploads/o"))["items"]);
    }

    [Theory]
    [InlineData("X-Goog-Hash", "md5=AAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("X-Goog-Hash", "crc32c=AAAAAA==")]
    [InlineData("X-Goog-Hash", "crc32c=mnG7TA==,md5=AAAAAAAAAAAAAAAAAAAAAA==")]
    public async Task WrongChecksum_IsRefusedAndInvisible(string header, string value)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, "/upload/storage/v1/b/uploads/o?uploadType=media&name=x");
        request.Content = new StringContent("hello");
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await Server.Client.SendAsync(request);

        await StorageServer.ReadAsync(response, HttpStatusCode.BadRequest);
        await Server.SendAsync(HttpMethod.Get, StorageServer.ObjectPath("x"), HttpStatusCode.NotFound);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Server.Folder, "storage", "incoming")));
    }

    [Theory]
    [InlineData("""{"name":"x","md5Hash":"AAAA"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"name":"x","crc32c":"AAAA"}""", HttpStatusCode.BadRequest)]
    [InlineData(
        """{"name":"x","crc32c":"mnG7TA==","md5Hash":"XUFAKrxLKna5cZ2REBfFkg=="}""", HttpStatusCode.OK)]
    public async Task ChecksumInTheResource_IsCompared(string resource, HttpStatusCode expected) =>
        await PostMultipartAsync(
            $"--b\r\n\r\n{resource}\r\n--b\r\n\r\nhello\r\n--b--", "multipart/related; boundary=b", "",
            expected);

    [Fact]
    public async Task ObjectLargerThanKestrelsLimit_IsTaken()
    {
        // Kestrel refuses bodies of 30,000,000 bytes and more unless told otherwise.
        using var response = await Server.Client.PostAsync(
            "/upload/storage/v1/b/uploads/o?uploadType=media&name=large",
            new ByteArrayContent(new byte[31_000_000]));

        var made = await StorageServer.ReadAsync(response, HttpStatusCode.OK);
        Assert.Equal("31000000", (string)made["size"]!);
    }

    [Fact]
    public async Task NameThatIsHalfACharacter_IsRefused() => await PostMultipartAsync(
        "--b\r\n\r\n{\"name\":\"\\ud800\"}\r\n--b\r\n\r\nx\r\n--b--", "multipart/related; boundary=b", "",
        HttpStatusCode.BadRequest);

    [Fact]
    public async Task GzippedRequest_IsStoredPlain()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes("plain text"));
        }
        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentEncoding.Add("gzip");

        using var response = await Server.Client.PostAsync(
            "/upload/storage/v1/b/uploads/o?uploadType=media&name=z", content);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("plain text", await Server.DownloadAsync("z"));
    }

    [Theory]
    [InlineData("/upload/storage/v1/b/uploads/o?uploadType=media", HttpStatusCode.BadRequest, "required")]
    [InlineData("/upload/storage/v1/b/uploads/o?uploadType=odd&name=x", HttpStatusCode.BadRequest, "invalid")]
    [InlineData(
        "/upload/storage/v1/b/missing/o?uploadType=media&name=x", HttpStatusCode.NotFound, "notFound")]
    [InlineData(
        "/upload/storage/v1/b/uploads/o?uploadType=media&name=a%0Ab", HttpStatusCode.BadRequest, "invalid")]
    [InlineData(
        "/upload/storage/v1/b/uploads/o?uploadType=media&name=x&ifGenerationMatch=y",
        HttpStatusCode.BadRequest,
        "invalid")]
    public async Task BadUpload_GetsGooglesError(string path, HttpStatusCode status, string reason)
    {
        var error = await Server.SendAsync(HttpMethod.Post, path, status, "hello");

        Assert.Equal((int)status, (int)error["error"]!["code"]!);
        Assert.Equal(reason, StorageServer.Reason(error));
        Assert.Equal("global", (string)error["error"]!["errors"]![0]!["domain"]!);
        Assert.Equal((string)error["error"]!["message"]!, (string)error["error"]!["errors"]![0]!["message"]!);
    }

    private async Task<System.Text.Json.Nodes.JsonObject> PostMultipartAsync(
        string body, string contentType, string query = "", HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var response = await Server.Client.PostAsync(
            $"/upload/storage/v1/b/uploads/o?uploadType=multipart{query}", content);
        return await StorageServer.ReadAsync(response, expected);
    }
}
