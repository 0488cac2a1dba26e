using System.Security.Cryptography;
using System.Text.Json;
using Shop.LocalCloud.Firestore.Commits;

namespace Shop.LocalCloud.Firestore.Http;

/// <summary>Commit, create, patch, delete.</summary>
internal sealed class WriteEndpoints(DocumentStore store)
{
    private const int IdLength = 20;
    private const string IdCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public async Task CommitAsync(HttpContext context, string root)
    {
        using var body = await RequestBody.ReadAsync(context);
        body.RootElement.CheckMembers("The body", "writes", "transaction");
        if (body.RootElement.Text("transaction") is { Length: > 0 })
        {
            throw FirestoreRefusal.Unimplemented("transactions; say with currentDocument what must still hold");
        }
        var writes = body.RootElement.Items("writes").Select(write => WriteReader.Read(write, root)).ToList();
        var result = writes.Count > 0 ? await store.CommitAsync(writes) : null;
        await Answers.WriteAsync(context, json => WriteResult(json, result));
    }

    public async Task CreateAsync(HttpContext context, string root, string collection)
    {
        ResourceName.Collection(collection, root);
        var id = context.Request.Query["documentId"].ToString();
        if (id.Contains('/', StringComparison.Ordinal))
        {
            throw FirestoreRefusal.Invalid($"Resource id \"{id}\" is invalid because it contains \"/\".");
        }
        var name = $"{collection}/{(id.Length > 0 ? id : RandomNumberGenerator.GetString(IdCharacters, IdLength))}";
        using var body = await RequestBody.ReadAsync(context);
        var fields = WriteReader.ReadFields(body.RootElement);
        if (body.RootElement.Text("name") is { Length: > 0 })
        {
            throw FirestoreRefusal.Invalid("document.name must not be set: the path and documentId say it.");
        }
        ResourceName.Document(name, root);
        await WriteDocumentAsync(context, Write.Update(name, fields, new Precondition(false, null)));
    }

    public async Task PatchAsync(HttpContext context, string root, string name)
    {
        ResourceName.Document(name, root);
        var precondition = WriteReader.ReadPrecondition(context.Request.Query);
        var mask = Masks.Of(context, "updateMask");
        using var body = await RequestBody.ReadAsync(context);
        var fields = WriteReader.ReadFields(body.RootElement);
        if (body.RootElement.Text("name") is { Length: > 0 } other && other != name)
        {
            throw FirestoreRefusal.Invalid($"The document's name \"{other}\" is not that of the path.");
        }
        await WriteDocumentAsync(context, Write.Update(name, fields, precondition, mask));
    }

    public async Task DeleteAsync(HttpContext context, string root, string name)
    {
        ResourceName.Document(name, root);
        await store.CommitAsync([Write.Delete(name, WriteReader.ReadPrecondition(context.Request.Query))]);
        await Answers.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteEndObject();
        });
    }

    private async Task WriteDocumentAsync(HttpContext context, Write write)
    {
        var mask = Masks.Of(context, "mask");
        var written = await store.WriteAsync(write);
        await Answers.WriteAsync(context, json => json.WriteDocument(written, mask));
    }

    private static void WriteResult(Utf8JsonWriter json, CommitResult? result)
    {
        json.WriteStartObject();
        if (result is not null)
        {
            json.WriteStartArray("writeResults");
            foreach (var time in result.UpdateTimes)
            {
                json.WriteStartObject();
                if (time is { } updated)
                {
                    json.WriteString("updateTime", Timestamps.Format(updated));
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("commitTime", Timestamps.Format(result.CommitTime));
        }
        json.WriteEndObject();
    }
}
