using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1.Tests;

public class NameTests
{
    [Theory]
    [InlineData("a b", "a%20b")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("/", "%2F")]
    [InlineData("a//b/", "a%2F%2Fb%2F")]
    [InlineData("a?b=c&d", "a%3Fb%3Dc%26d")]
    [InlineData("a#b", "a%23b")]
    [InlineData("100%25.jpg", "100%2525.jpg")]
    [InlineData("100%", "100%25")]
    [InlineData("a+b", "a%2Bb")]
    [InlineData("a\\b", "a%5Cb")]
    [InlineData("../a", "..%2Fa")]
    [InlineData("a/../b", "a%2F..%2Fb")]
    [InlineData("{object}", "%7Bobject%7D")]
    [InlineData("Katze-\u00fc-\u732b-\U0001F408", "Katze-%C3%BC-%E7%8C%AB-%F0%9F%90%88")]
    public async Task ObjectName_IsOneEscapedSegment(string name, string escaped)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, Content.ObjectJson()).Then(200, "x").Then(204)
            .Then(200, $$"""{"done": true, "resource": {{Content.ObjectJson()}}}""");
        using var client = server.Client();

        await client.GetObjectAsync("bucket", name);
        await client.DownloadObjectAsync("bucket", name, Stream.Null);
        await client.DeleteObjectAsync("bucket", name);
        await client.CopyObjectAsync("bucket", name, "bucket", name);

        Assert.Equal(
            [
                $"GET /storage/v1/b/bucket/o/{escaped}",
                $"GET /storage/v1/b/bucket/o/{escaped}?alt=media",
                $"DELETE /storage/v1/b/bucket/o/{escaped}",
                $"POST /storage/v1/b/bucket/o/{escaped}/rewriteTo/b/bucket/o/{escaped}",
            ],
            server.Requests.Select(request => request.Line));
    }

    public static TheoryData<string> InvalidBuckets =>
        ["", "Upper", "a/b", "a b", "a?b", "\u00fc", new string('a', 223)];

    [Theory]
    [MemberData(nameof(InvalidBuckets))]
    public async Task InvalidBucketName_IsRefusedBeforeAnythingIsSent(string bucket)
    {
        using var client = StorageClient.CreateUnauthenticated();
        var named = new Object { Bucket = bucket, Name = "name" };

        var failure = await Assert.ThrowsAsync<ArgumentException>(
            () => client.GetObjectAsync(bucket, "name"));
        Assert.Equal("bucket", failure.ParamName);
        Assert.StartsWith($"Invalid bucket name '{bucket}'", failure.Message, StringComparison.Ordinal);

        var ofObject = await Assert.ThrowsAsync<ArgumentException>(
            () => client.DownloadObjectAsync(named, Stream.Null));
        Assert.Equal("source", ofObject.ParamName);
        Assert.StartsWith($"Object bucket '{bucket}' is invalid", ofObject.Message, StringComparison.Ordinal);

        await Assert.ThrowsAsync<ArgumentException>(() => client.CreateBucketAsync("project", bucket));
        await Assert.ThrowsAsync<ArgumentException>(() => client.DeleteBucketAsync(bucket));
        await Assert.ThrowsAsync<ArgumentException>(() => client.DeleteObjectAsync(named));
        Assert.Throws<ArgumentException>(() => client.ListObjectsAsync(bucket));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("my-project.uploads_2")]
    [InlineData("0")]
    public async Task ValidBucketName_IsSent(string bucket)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, """{"name": "any"}""");
        using var client = server.Client();

        await client.GetBucketAsync(bucket);

        Assert.Equal($"GET /storage/v1/b/{bucket}", Assert.Single(server.Requests).Line);
    }

    [Fact]
    public async Task MissingArgument_IsRefused()
    {
        using var client = StorageClient.CreateUnauthenticated();
        var nameless = new Object { Bucket = "bucket" };
        var homeless = new Object { Name = "name" };

        await NullAsync(() => client.GetObjectAsync(null!, "name"), "bucket");
        await NullAsync(() => client.GetObjectAsync("bucket", null!), "objectName");
        await NullAsync(() => client.DownloadObjectAsync("bucket", "name", null!), "destination");
        await NullAsync(() => client.UploadObjectAsync("bucket", "name", "text/plain", null!), "source");
        await NullAsync(() => client.DeleteObjectAsync(null!), "obj");
        await NullAsync(() => client.CopyObjectAsync("bucket", "name"), "destinationBucket");
        await NullAsync(() => client.CreateBucketAsync(null!, "bucket"), "projectId");
        await InvalidAsync(() => client.DeleteObjectAsync(nameless), "obj");
        await InvalidAsync(() => client.UploadObjectAsync(homeless, Stream.Null), "destination");
        await InvalidAsync(() => client.PatchObjectAsync(homeless), "obj");
    }

    private static async Task NullAsync(Func<Task> call, string parameter) =>
        Assert.Equal(parameter, (await Assert.ThrowsAsync<ArgumentNullException>(call)).ParamName);

    private static async Task InvalidAsync(Func<Task> call, string parameter) =>
        Assert.Equal(parameter, (await Assert.ThrowsAsync<ArgumentException>(call)).ParamName);
}
