using System.Net;

namespace Shop.LocalCloud.Tests.Storage;

public sealed class PreconditionTests : StorageTest
{
    [Theory]
    [InlineData("ifGenerationMatch=0", HttpStatusCode.PreconditionFailed)]
    [InlineData("ifGenerationMatch=G", HttpStatusCode.OK)]
    [InlineData("ifGenerationMatch=1", HttpStatusCode.PreconditionFailed)]
    [InlineData("ifGenerationNotMatch=G", HttpStatusCode.PreconditionFailed)]
    [InlineData("ifGenerationNotMatch=0", HttpStatusCode.OK)]
    [InlineData("ifMetagenerationMatch=1", HttpStatusCode.OK)]
    [InlineData("ifMetagenerationMatch=2", HttpStatusCode.PreconditionFailed)]
    [InlineData("ifMetagenerationNotMatch=1", HttpStatusCode.PreconditionFailed)]
    [InlineData("ifMetagenerationNotMatch=2", HttpStatusCode.OK)]
    public async Task ExistingObject_IsWrittenPatchedAndDeletedUnderThePrecondition(
        string condition, HttpStatusCode expected)
    {
        var path = $"{StorageServer.ObjectPath("x")}?{await ForCurrentAsync(condition)}";
        using var patched = await Server.SendAsync(HttpMethod.Patch, path, "{}");
        Assert.Equal(expected, patched.StatusCode);

        using var written = await Server.PostMediaAsync(
            "x", "new", query: "&" + await ForCurrentAsync(condition));
        Assert.Equal(expected, written.StatusCode);

        path = $"{StorageServer.ObjectPath("x")}?{await ForCurrentAsync(condition)}";
        using var deleted = await Server.SendAsync(HttpMethod.Delete, path);
        Assert.Equal(expected == HttpStatusCode.OK ? HttpStatusCode.NoContent : expected, deleted.StatusCode);
    }

    [Theory]
    [InlineData("ifGenerationMatch=0", HttpStatusCode.PreconditionFailed)]
    [InlineData("ifGenerationMatch=G", HttpStatusCode.OK)]
    [InlineData("ifGenerationNotMatch=G", HttpStatusCode.NotModified)]
    [InlineData("ifMetagenerationMatch=2", HttpStatusCode.PreconditionFailed)]
    [InlineData("ifMetagenerationNotMatch=1", HttpStatusCode.NotModified)]
    [InlineData("generation=G", HttpStatusCode.OK)]
    [InlineData("generation=1", HttpStatusCode.NotFound)]
    public async Task ExistingObject_IsReadUnderThePrecondition(string condition, HttpStatusCode expected)
    {
        condition = await ForCurrentAsync(condition);

        using var metadata = await Server.SendAsync(
            HttpMethod.Get, $"{StorageServer.ObjectPath("x")}?{condition}");
        using var bytes = await Server.SendAsync(
            HttpMethod.Get, $"{StorageServer.ObjectPath("x")}?alt=media&{condition}");

        Assert.Equal(expected, metadata.StatusCode);
        Assert.Equal(expected, bytes.StatusCode);
    }

    [Theory]
    [InlineData("ifGenerationMatch=0", HttpStatusCode.OK)]
    [InlineData("ifGenerationMatch=5", HttpStatusCode.PreconditionFailed)]
    [InlineData("ifGenerationNotMatch=0", HttpStatusCode.PreconditionFailed)]
    [InlineData("ifMetagenerationMatch=1", HttpStatusCode.PreconditionFailed)]
    public async Task MissingObject_IsWrittenUnderThePrecondition(string condition, HttpStatusCode expected)
    {
        using var response = await Server.PostMediaAsync("x", query: "&" + condition);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task FailedPrecondition_IsGooglesError()
    {
        using var response = await Server.PostMediaAsync("x", query: "&ifGenerationMatch=5");

        var error = await StorageServer.ReadAsync(response, HttpStatusCode.PreconditionFailed);

        Assert.Equal(412, (int)error["error"]!["code"]!);
        Assert.Equal("conditionNotMet", StorageServer.Reason(error));
        Assert.Equal("If-Match", (string)error["error"]!["errors"]![0]!["location"]!);
        Assert.StartsWith(
            "At least one of the pre-conditions", (string)error["error"]!["message"]!,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task OlderGeneration_IsGone()
    {
        var old = (string)(await Server.UploadAsync("x", "old"))["generation"]!;
        await Server.UploadAsync("x", "new");
        var path = $"{StorageServer.ObjectPath("x")}?generation={old}";

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Patch, HttpMethod.Delete })
        {
            var error = await Server.SendAsync(method, path, HttpStatusCode.NotFound);
            Assert.Equal("notFound", StorageServer.Reason(error));
        }
        Assert.Equal("new", await Server.DownloadAsync("x"));
    }

    [Fact]
    public async Task ManyWritersOfOneObject_ExactlyOneWins()
    {
        var writers = Enumerable.Range(0, 16).Select(async number =>
        {
            using var response = await Server.PostMediaAsync(
                "x", $"writer {number}", query: "&ifGenerationMatch=0");
            return (number, response.StatusCode);
        });

        var results = await Task.WhenAll(writers);

        var winner = Assert.Single(results, result => result.StatusCode == HttpStatusCode.OK);
        Assert.All(
            results.Except([winner]), result =>
                Assert.Equal(HttpStatusCode.PreconditionFailed, result.StatusCode));
        Assert.Equal($"writer {winner.number}", await Server.DownloadAsync("x"));
    }

    [Fact]
    public async Task ManyWritersWithoutPrecondition_GetRisingGenerationsAndTheLastStays()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(
            async number => (number, made: await Server.UploadAsync("x", $"writer {number}"))));

        var generations = results.Select(result => long.Parse((string)result.made["generation"]!)).ToList();
        Assert.Equal(16, generations.Distinct().Count());
        var last = results.MaxBy(result => long.Parse((string)result.made["generation"]!));
        Assert.Equal($"writer {last.number}", await Server.DownloadAsync("x"));
    }

    /// <summary>Writes the object, and puts its generation where the condition says G.</summary>
    private async Task<string> ForCurrentAsync(string condition)
    {
        var made = await Server.UploadAsync("x");
        return condition.Replace("=G", "=" + (string)made["generation"]!, StringComparison.Ordinal);
    }
}
