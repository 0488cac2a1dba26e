using System.Net;

namespace Google.Cloud.Storage.V1.Tests;

public class UploadValidationTests
{
    private static readonly byte[] Hello = Content.Bytes("hello");
    private static readonly string Other = Content.Crc32c(Content.Bytes("hallo"));

    [Fact]
    public void Crc32c_IsThatOfTheStandard() =>
        Assert.Equal("4waSgw==", Content.Crc32c(Content.Bytes("123456789")));

    [Theory]
    [InlineData(null)]
    [InlineData(UploadValidationMode.DeleteAndThrow)]
    public async Task OtherHash_DeletesWhatWasMadeAndThrows(UploadValidationMode? mode)
    {
        await using var server = await ServerWithOtherHashAsync();
        server.Then(204);

        var failure = await Assert.ThrowsAsync<UploadValidationException>(() => UploadAsync(server, mode));

        Assert.Equal(Content.Crc32c(Hello), failure.ClientSideHash);
        Assert.Equal((Other, 7), (failure.UploadedObject.Crc32c, failure.UploadedObject.Generation));
        Assert.Null(failure.AdditionalFailures);
        Assert.Equal("DELETE /storage/v1/b/bucket/o/name?generation=7", server.Requests[^1].Line);
    }

    [Fact]
    public async Task OtherHashAndNoDeletion_TellsBoth()
    {
        await using var server = await ServerWithOtherHashAsync();
        server.Then(403, Content.ErrorJson(403, "forbidden"));

        var failure = await Assert.ThrowsAsync<UploadValidationException>(() => UploadAsync(server, null));

        var additional = Assert.Single(failure.AdditionalFailures.InnerExceptions);
        Assert.Equal(
            HttpStatusCode.Forbidden, Assert.IsType<GoogleApiException>(additional).HttpStatusCode);
    }

    [Fact]
    public async Task OtherHashWithThrowOnly_LeavesTheObject()
    {
        await using var server = await ServerWithOtherHashAsync();

        await Assert.ThrowsAsync<UploadValidationException>(
            () => UploadAsync(server, UploadValidationMode.ThrowOnly));

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task OtherHashUnvalidated_IsNoFailure()
    {
        await using var server = await ServerWithOtherHashAsync();

        await UploadAsync(server, UploadValidationMode.None);

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task ServerWithoutHash_CountsAsMismatch()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, "", UploadTests.Session(server))
            .Then(200, """{"bucket": "bucket", "name": "name", "generation": "7"}""")
            .Then(204);

        await Assert.ThrowsAsync<UploadValidationException>(() => UploadAsync(server, null));
    }

    [Fact]
    public void SynchronousUpload_DeletesAndThrowsToo()
    {
        using var server = Blocking.Start();
        server.Value.Then(200, "", UploadTests.Session(server.Value))
            .Then(200, Content.ObjectJson(5, Other))
            .Then(204);
        using var client = server.Value.Client();

        Assert.Throws<UploadValidationException>(
            () => client.UploadObject("bucket", "name", "text/plain", new MemoryStream(Hello)));

        Assert.Equal("DELETE", server.Value.Requests[^1].Method);
    }

    private static async Task<ScriptedServer> ServerWithOtherHashAsync()
    {
        var server = await ScriptedServer.StartAsync();
        return server.Then(200, "", UploadTests.Session(server)).Then(200, Content.ObjectJson(5, Other));
    }

    private static async Task UploadAsync(ScriptedServer server, UploadValidationMode? mode)
    {
        using var client = server.Client();
        await client.UploadObjectAsync(
            "bucket", "name", "text/plain", new MemoryStream(Hello),
            new UploadObjectOptions { UploadValidationMode = mode });
    }
}
