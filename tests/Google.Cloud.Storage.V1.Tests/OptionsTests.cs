using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1.Tests;

public class OptionsTests
{
    private static readonly Object Named = new() { Bucket = "bucket", Name = "name" };

    public static TheoryData<Func<StorageClient, Task>, string> Contradictions => new()
    {
        {
            client => client.GetObjectAsync(
                "bucket", "name", new GetObjectOptions { IfGenerationMatch = 1, IfGenerationNotMatch = 2 }),
            "Generation"
        },
        {
            client => client.GetObjectAsync(
                "bucket", "name",
                new GetObjectOptions { IfMetagenerationMatch = 1, IfMetagenerationNotMatch = 2 }),
            "Metageneration"
        },
        {
            client => client.DownloadObjectAsync(
                "bucket", "name", Stream.Null,
                new DownloadObjectOptions { IfGenerationMatch = 1, IfGenerationNotMatch = 2 }),
            "Generation"
        },
        {
            client => client.UploadObjectAsync(
                "bucket", "name", "text/plain", Stream.Null,
                new UploadObjectOptions { IfMetagenerationMatch = 1, IfMetagenerationNotMatch = 2 }),
            "Metageneration"
        },
        {
            client => client.DeleteObjectAsync(
                Named, new DeleteObjectOptions { IfGenerationMatch = 1, IfGenerationNotMatch = 1 }),
            "Generation"
        },
        {
            client => client.PatchObjectAsync(
                Named, new PatchObjectOptions { IfGenerationMatch = 1, IfGenerationNotMatch = 2 }),
            "Generation"
        },
        {
            client => client.UpdateObjectAsync(
                Named, new UpdateObjectOptions { IfGenerationMatch = 1, IfGenerationNotMatch = 2 }),
            "Generation"
        },
        {
            client => client.CopyObjectAsync(
                "bucket", "name", "bucket", "copy",
                new CopyObjectOptions { IfSourceGenerationMatch = 1, IfSourceGenerationNotMatch = 2 }),
            "SourceGeneration"
        },
        {
            client => client.CopyObjectAsync(
                "bucket", "name", "bucket", "copy",
                new CopyObjectOptions
                {
                    IfSourceMetagenerationMatch = 1,
                    IfSourceMetagenerationNotMatch = 2,
                }),
            "SourceMetageneration"
        },
        {
            client => client.GetBucketAsync(
                "bucket", new GetBucketOptions { IfMetagenerationMatch = 1, IfMetagenerationNotMatch = 2 }),
            "Metageneration"
        },
        {
            client => client.DeleteBucketAsync(
                "bucket",
                new DeleteBucketOptions { IfMetagenerationMatch = 1, IfMetagenerationNotMatch = 2 }),
            "Metageneration"
        },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task MatchAndNotMatch_AreRefusedBeforeAnythingIsSent(
        Func<StorageClient, Task> call, string property)
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Client();

        var failure = await Assert.ThrowsAsync<ArgumentException>(() => call(client));

        Assert.Equal("options", failure.ParamName);
        Assert.StartsWith(
            $"Cannot specify If{property}Match and If{property}NotMatch in the same options", failure.Message,
            StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task UpdateWithoutAndWithPreconditions_IsRefused()
    {
        using var client = StorageClient.CreateUnauthenticated();
        var options = new UpdateObjectOptions { ForceNoPreconditions = true, IfGenerationMatch = 1 };

        var failure = await Assert.ThrowsAsync<ArgumentException>(
            () => client.UpdateObjectAsync(Named, options));

        Assert.Equal("options", failure.ParamName);
    }
}
