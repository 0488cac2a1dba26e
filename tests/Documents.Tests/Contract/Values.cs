using System.Text.Json;

namespace Shop.Documents.Tests.Contract;

/// <summary>Short ways to say a write.</summary>
internal static class Values
{
    public static JsonElement Json(string json) => JsonElement.Parse(json);

    public static DocumentName Name(string path) => new(path);

    public static DocumentWrite.Put Insert(string path, string json = """{"n":1}""") =>
        new(Name(path), Json(json), DocumentVersion.Absent);

    public static DocumentWrite.Put Replace(Document read, string json) => new(read.Name, Json(json), read.Version);

    public static async Task<Document> GetAsync(this IDocumentStore store, string path) =>
        (await store.GetManyAsync([Name(path)], default)).Single();

    public static Task<CommitOutcome> CommitAsync(this IDocumentStore store, params DocumentWrite[] writes) =>
        store.CommitAsync(writes, default);

    public static async Task<Document> StoredAsync(this IDocumentStore store, string path, string json = """{"n":1}""")
    {
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(Insert(path, json)));
        return await store.GetAsync(path);
    }

    public static void Same(string expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(Json(expected), actual), $"expected {expected}, found {actual}");
}
