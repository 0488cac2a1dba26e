using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Shop.LocalCloud.Tests.Storage;

public sealed class DownloadTests : StorageTest
{
    [Theory]
    [InlineData("bytes=0-3", "0123", "bytes 0-3/10")]
    [InlineData("bytes=8-", "89", "bytes 8-9/10")]
    [InlineData("bytes=8-100", "89", "bytes 8-9/10")]
    [InlineData("bytes=-3", "789", "bytes 7-9/10")]
    [InlineData("bytes=-30", "0123456789", "bytes 0-9/10")]
    public async Task Range_IsPartialContent(string range, string expected, string contentRange)
    {
        await Server.UploadAsync("digits", "0123456789");

        foreach (var path in Paths("digits"))
        {
            using var response = await GetAsync(path, range);
            Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
            Assert.Equal(expected, await response.Content.ReadAsStringAsync());
            Assert.Equal(contentRange, response.Content.Headers.GetValues("Content-Range").Single());
        }
    }

    [Theory]
    [InlineData("bytes=10-")]
    [InlineData("bytes=100-200")]
    [InlineData("bytes=-0")]
    public async Task RangeBeyondTheEnd_Is416(string range)
    {
        await Server.UploadAsync("digits", "0123456789");

        using var response = await GetAsync(Paths("digits")[0], range);

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
        Assert.Equal("bytes */10", response.Content.Headers.GetValues("Content-Range").Single());
    }

    [Theory]
    [InlineData("bytes=0-1,3-4")]
    [InlineData("lines=0-1")]
    [InlineData("nonsense")]
    public async Task RangeThatIsNotUnderstood_IsIgnored(string range)
    {
        await Server.UploadAsync("digits", "0123456789");

        using var response = await GetAsync(Paths("digits")[0], range);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("0123456789", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Headers_TellWhatTheObjectIs()
    {
        var made = await Server.UploadAsync("x", "hello");
        await Server.SendAsync(
            HttpMethod.Patch, StorageServer.ObjectPath("x"), HttpStatusCode.OK,
            """{"cacheControl":"public","contentDisposition":"inline","metadata":{"k":"v","umlaut":"ü"}}""");

        foreach (var path in Paths("x"))
        {
            using var response = await GetAsync(path);
            Assert.Equal((string)made["generation"]!, Header(response, "x-goog-generation"));
            Assert.Equal("2", Header(response, "x-goog-metageneration"));
            Assert.Equal("crc32c=mnG7TA==,md5=XUFAKrxLKna5cZ2REBfFkg==", Header(response, "x-goog-hash"));
            Assert.Equal("5", Header(response, "x-goog-stored-content-length"));
            Assert.Equal("v", Header(response, "x-goog-meta-k"));
            Assert.False(response.Headers.Contains("x-goog-meta-umlaut"));
            Assert.Equal("public", Header(response, "Cache-Control"));
            Assert.Equal("inline", response.Content.Headers.GetValues("Content-Disposition").Single());
            Assert.Equal(
                "text/plain; charset=utf-8", response.Content.Headers.GetValues("Content-Type").Single());
            Assert.Equal(5, response.Content.Headers.ContentLength);
            Assert.Equal("bytes", Header(response, "Accept-Ranges"));
        }
    }

    [Fact]
    public async Task Head_HasHeadersOnly()
    {
        await Server.UploadAsync("x", "hello");

        using var response = await Server.SendAsync(HttpMethod.Head, "/uploads/x");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(5, response.Content.Headers.ContentLength);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{0}", HttpStatusCode.NotModified)]
    [InlineData("\"{0}\"", HttpStatusCode.NotModified)]
    [InlineData("W/\"{0}\"", HttpStatusCode.NotModified)]
    [InlineData("\"other\", \"{0}\"", HttpStatusCode.NotModified)]
    [InlineData("*", HttpStatusCode.NotModified)]
    [InlineData("\"other\"", HttpStatusCode.OK)]
    public async Task KnownVersion_IsNotSentAgain(string known, HttpStatusCode expected)
    {
        var made = await Server.UploadAsync("x", "hello");
        foreach (var path in Paths("x").Append(StorageServer.ObjectPath("x")))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation(
                "If-None-Match", string.Format(CultureInfo.InvariantCulture, known, (string)made["etag"]!));

            using var response = await Server.Client.SendAsync(request);

            Assert.Equal(expected, response.StatusCode);
        }
    }

    [Fact]
    public async Task EmptyObject_IsDownloadedWhole()
    {
        await Server.UploadAsync("nothing", "");

        foreach (var path in Paths("nothing"))
        {
            using var response = await GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(0, response.Content.Headers.ContentLength);
        }
    }

    [Fact]
    public async Task Zipped_IsUnpackedForThoseWhoDoNotAcceptIt()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes("plain"));
        }
        using var content = new ByteArrayContent(packed.ToArray());
        using var uploaded = await Server.Client.PostAsync(
            "/upload/storage/v1/b/uploads/o?uploadType=media&name=z&contentEncoding=gzip", content);
        Assert.Equal(HttpStatusCode.OK, uploaded.StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Get, Paths("z")[0]);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var accepting = await Server.Client.SendAsync(request);

        Assert.Equal("plain", await Server.DownloadAsync("z"));
        Assert.Equal(["Accept-Encoding"], accepting.Headers.Vary);
        Assert.Equal(packed.ToArray(), await accepting.Content.ReadAsByteArrayAsync());
        Assert.Equal("gzip", accepting.Content.Headers.ContentEncoding.Single());

        await Server.SendAsync(
            HttpMethod.Patch, StorageServer.ObjectPath("z"), HttpStatusCode.OK,
            """{"cacheControl":"no-transform"}""");
        Assert.Equal(packed.ToArray(), await Server.Client.GetByteArrayAsync(Paths("z")[0]));
    }

    [Fact]
    public async Task MissingObject_IsABareSentenceByJsonAndXmlByXml()
    {
        using var json = await GetAsync(Paths("none")[0]);
        using var xml = await GetAsync("/uploads/none");

        Assert.Equal(HttpStatusCode.NotFound, json.StatusCode);
        Assert.Equal("No such object: uploads/none", await json.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, xml.StatusCode);
        Assert.Contains(
            "<Code>NoSuchKey</Code>", await xml.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/_feed")]
    [InlineData("/_feed/uploads/x")]
    [InlineData("/uploads")]
    [InlineData("/uploads/")]
    [InlineData("/nobucket/x")]
    [InlineData("/v1/projects/local/topics")]
    public async Task OtherPaths_ArePassedOn(string path)
    {
        using var response = await Server.SendAsync(HttpMethod.Get, path);

        Assert.Equal("somebody else's page", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ReaderOfAReplacedObject_GetsOneGenerationWhole()
    {
        var contents = new[] { new string('a', 300_000), new string('b', 300_000) };
        await Server.UploadAsync("x", contents[0]);
        var writing = Task.Run(async () =>
        {
            for (var round = 1; round <= 40; round++)
            {
                await Server.UploadAsync("x", contents[round % 2]);
            }
        });

        while (!writing.IsCompleted)
        {
            Assert.Contains(await Server.DownloadAsync("x"), contents);
        }
        await writing;
    }

    [Theory]
    [InlineData("http://localhost:8080", true)]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("https://example.org", false)]
    [InlineData("null", false)]
    public async Task PagesOfThisMachine_MayUpload(string origin, bool allowed)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Options, "/upload/storage/v1/b/uploads/o?upload_id=x");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "PUT");
        request.Headers.Add("Access-Control-Request-Headers", "content-range");

        using var response = await Server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(allowed, response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static string[] Paths(string name) =>
    [
        $"/storage/v1/b/uploads/o/{name}?alt=media", $"/download/storage/v1/b/uploads/o/{name}?alt=media",
        $"/uploads/{name}",
    ];

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.GetValues(name).Single();

    private async Task<HttpResponseMessage> GetAsync(string path, string? range = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (range is not null)
        {
            request.Headers.TryAddWithoutValidation("Range", range);
        }
        return await Server.Client.SendAsync(request);
    }
}
