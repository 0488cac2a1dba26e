using System.Net;
using System.Text.Json;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1.Tests;

public class ObjectTests
{
    private static readonly Object Named = new() { Bucket = "bucket", Name = "name" };

    public static TheoryData<string, Func<StorageClient, Task>, string> Calls => new()
    {
        { "get", client => client.GetObjectAsync("bucket", "name"), "GET /storage/v1/b/bucket/o/name" },
        {
            "get a generation",
            client => client.GetObjectAsync("bucket", "name", new GetObjectOptions { Generation = 5 }),
            "GET /storage/v1/b/bucket/o/name?generation=5"
        },
        {
            "get unless changed",
            client => client.GetObjectAsync(
                "bucket", "name", new GetObjectOptions { IfGenerationNotMatch = 5 }),
            "GET /storage/v1/b/bucket/o/name?ifGenerationNotMatch=5"
        },
        { "delete", client => client.DeleteObjectAsync(Named), "DELETE /storage/v1/b/bucket/o/name" },
        {
            "delete a generation",
            client => client.DeleteObjectAsync(
                "bucket", "name", new DeleteObjectOptions { Generation = 5, IfMetagenerationMatch = 1 }),
            "DELETE /storage/v1/b/bucket/o/name?generation=5&ifMetagenerationMatch=1"
        },
        {
            "delete if unchanged",
            client => client.DeleteObjectAsync(Named, new DeleteObjectOptions { IfGenerationMatch = 5 }),
            "DELETE /storage/v1/b/bucket/o/name?ifGenerationMatch=5"
        },
        { "patch", client => client.PatchObjectAsync(Named), "PATCH /storage/v1/b/bucket/o/name" },
        {
            "patch if unchanged",
            client => client.PatchObjectAsync(Named, new PatchObjectOptions { IfMetagenerationMatch = 2 }),
            "PATCH /storage/v1/b/bucket/o/name?ifMetagenerationMatch=2"
        },
        { "update", client => client.UpdateObjectAsync(Named), "PUT /storage/v1/b/bucket/o/name" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_IsTheRequest(string call, Func<StorageClient, Task> invoke, string line)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, Content.ObjectJson());
        using var client = server.Client();

        await invoke(client);

        Assert.True(line == Assert.Single(server.Requests).Line, $"{call}: {server.Requests[0].Line}");
    }

    [Fact]
    public async Task Metadata_IsRead()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, Content.ObjectJson(5, "4waSgw==", "a/b", 1767225600123456));
        using var client = server.Client();

        var found = await client.GetObjectAsync("bucket", "a/b");

        Assert.Equal(("bucket", "a/b", "text/plain"), (found.Bucket, found.Name, found.ContentType));
        Assert.Equal((1767225600123456, 1, 5ul), (found.Generation, found.Metageneration, found.Size));
        Assert.Equal("red", found.Metadata["colour"]);
        Assert.Equal(
            new DateTimeOffset(2026, 3, 1, 10, 20, 30, 123, TimeSpan.Zero), found.TimeCreatedDateTimeOffset);
        Assert.Equal(
            new DateTimeOffset(2026, 3, 1, 10, 20, 31, 456, TimeSpan.Zero), found.UpdatedDateTimeOffset);
        Assert.Null(found.TimeDeletedDateTimeOffset);
    }

    [Fact]
    public async Task Patch_SendsOnlyWhatIsSet()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, Content.ObjectJson());
        using var client = server.Client();

        await client.PatchObjectAsync(
            new Object { Bucket = "bucket", Name = "name", CacheControl = "no-store" });

        var sent = JsonDocument.Parse(Assert.Single(server.Requests).Body).RootElement;
        Assert.Equal(
            ["bucket", "cacheControl", "name"],
            sent.EnumerateObject().Select(property => property.Name).Order());
    }

    [Fact]
    public async Task Update_TakesPreconditionsFromTheObjectWhenOptionsNameNone()
    {
        await using var server = await ScriptedServer.StartAsync();
        for (var call = 0; call < 3; call++) server.Then(200, Content.ObjectJson());
        using var client = server.Client();
        var read = await client.GetObjectAsync("bucket", "name");

        await client.UpdateObjectAsync(read, new UpdateObjectOptions());
        await client.UpdateObjectAsync(read, new UpdateObjectOptions { ForceNoPreconditions = true });

        Assert.Equal(
            ["ifGenerationMatch=7", "ifMetagenerationMatch=1"],
            server.Requests[1].Target.Split('?')[1].Split('&').Order());
        Assert.Equal("PUT /storage/v1/b/bucket/o/name", server.Requests[2].Line);
    }

    [Fact]
    public async Task Copy_GoesOnUntilTheServerIsDone()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, """{"done": false, "rewriteToken": "more", "totalBytesRewritten": "10"}""")
            .Then(200, $$"""{"done": true, "resource": {{Content.ObjectJson(name: "b")}}}""");
        using var client = server.Client();
        var options = new CopyObjectOptions { IfGenerationMatch = 0, IfSourceGenerationMatch = 5 };

        var copy = await client.CopyObjectAsync("bucket", "x/a", "other", "x/b", options);

        const string path = "POST /storage/v1/b/bucket/o/x%2Fa/rewriteTo/b/other/o/x%2Fb?";
        Assert.All(
            server.Requests, request => Assert.StartsWith(path, request.Line, StringComparison.Ordinal));
        Assert.Equal(
            ["ifGenerationMatch=0", "ifSourceGenerationMatch=5", "rewriteToken=more"],
            server.Requests[1].Target.Split('?')[1].Split('&').Order());
        Assert.Equal("b", copy.Name);
    }

    [Theory]
    [InlineData(404, "notFound")]
    [InlineData(412, "conditionNotMet")]
    [InlineData(403, "forbidden")]
    public async Task Refusal_SurfacesAsGoogleApiException(int status, string reason)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(status, Content.ErrorJson(status, reason, "No, thanks."));
        using var client = server.Client();

        var failure = await Assert.ThrowsAsync<GoogleApiException>(
            () => client.GetObjectAsync("bucket", "name"));

        Assert.Equal((HttpStatusCode)status, failure.HttpStatusCode);
        Assert.Equal((status, "No, thanks."), (failure.Error.Code, failure.Error.Message));
        Assert.Equal(reason, Assert.Single(failure.Error.Errors).Reason);
        Assert.Contains("No, thanks.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusalInNoKnownFormat_StillTellsTheStatus()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(418, "<html>teapot</html>");
        using var client = server.Client();

        var failure = await Assert.ThrowsAsync<GoogleApiException>(
            () => client.GetObjectAsync("bucket", "name"));

        Assert.Equal((HttpStatusCode)418, failure.HttpStatusCode);
    }

    [Fact]
    public void SynchronousCalls_DoTheSame()
    {
        using var server = Blocking.Start();
        for (var call = 0; call < 4; call++) server.Value.Then(200, Content.ObjectJson());
        server.Value.Then(200, $$"""{"done": true, "resource": {{Content.ObjectJson()}}}""");
        using var client = server.Value.Client();

        client.GetObject("bucket", "name");
        client.PatchObject(Named);
        client.UpdateObject(Named);
        client.DeleteObject(Named);
        client.CopyObject("bucket", "name", "bucket", "copy");

        Assert.Equal(
            ["GET", "PATCH", "PUT", "DELETE", "POST"],
            server.Value.Requests.Select(request => request.Method));
    }
}
