using System.Globalization;
using System.Text.Json;

namespace Shop.LocalCloud.Firestore.Http;

/// <summary>Get, batchGet, list, listCollectionIds.</summary>
internal sealed class ReadEndpoints(DocumentStore store)
{
    private const int PageSizeDefault = 100;
    private const int PageSizeMax = 300;

    public async Task BatchGetAsync(HttpContext context, string root)
    {
        using var body = await RequestBody.ReadAsync(context);
        body.RootElement.CheckMembers(
            "The body", "documents", "mask", "transaction", "newTransaction", "readTime");
        RefuseMoments(name => body.RootElement.Member(name).ValueKind != JsonValueKind.Undefined);
        var names = body.RootElement.Texts("documents")
            .Select(name => ResourceName.Document(name, root)).Distinct(StringComparer.Ordinal).ToList();
        var mask = Masks.Of(body.RootElement, "mask");
        var (documents, readTime) = await store.GetAsync(names);
        await Answers.WriteAsync(context, json =>
        {
            json.WriteStartArray();
            foreach (var (name, document) in names.Zip(documents))
            {
                json.WriteStartObject();
                if (document is null)
                {
                    json.WriteString("missing", name);
                }
                else
                {
                    json.WritePropertyName("found");
                    json.WriteDocument(document, mask);
                }
                json.WriteString("readTime", Timestamps.Format(readTime));
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }

    public async Task GetAsync(HttpContext context, string root, string name)
    {
        RefuseMoments(context.Request.Query.ContainsKey);
        ResourceName.Document(name, root);
        var mask = Masks.Of(context, "mask");
        var (documents, _) = await store.GetAsync([name]);
        var document = documents[0] ?? throw FirestoreRefusal.NotFound(name);
        await Answers.WriteAsync(context, json => json.WriteDocument(document, mask));
    }

    public async Task ListAsync(HttpContext context, string root, string collection)
    {
        var query = context.Request.Query;
        RefuseMoments(query.ContainsKey);
        ResourceName.Collection(collection, root);
        if (query["orderBy"].ToString() is not ("" or "__name__" or "__name__ asc"))
        {
            throw FirestoreRefusal.Unimplemented("other order of a list than that of the names");
        }
        var withMissing = Flag(query["showMissing"].ToString(), "showMissing") ?? false;
        var mask = Masks.Of(context, "mask");
        var size = PageSize(query["pageSize"].ToString());
        var after = PageToken.LastId(collection, query["pageToken"]);
        var found = await store.ListAsync(collection, after, size + 1, withMissing);
        await Answers.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            if (found.Count > 0)
            {
                json.WriteStartArray("documents");
                foreach (var (id, document) in found.Take(size))
                {
                    if (document is not null)
                    {
                        json.WriteDocument(document, mask);
                        continue;
                    }
                    json.WriteStartObject();
                    json.WriteString("name", $"{collection}/{id}");
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
            WriteNextPage(json, collection, size, [.. found.Select(entry => entry.Id)]);
            json.WriteEndObject();
        });
    }

    public async Task ListCollectionIdsAsync(HttpContext context, string root, string parent)
    {
        ResourceName.Parent(parent, root);
        using var body = await RequestBody.ReadAsync(context);
        body.RootElement.CheckMembers("The body", "pageSize", "pageToken", "readTime");
        RefuseMoments(name => body.RootElement.Member(name).ValueKind != JsonValueKind.Undefined);
        var size = PageSize(body.RootElement.Member("pageSize").ToString());
        var list = parent + ":collectionIds";
        var after = PageToken.LastId(list, body.RootElement.Text("pageToken"));
        var ids = (await store.CollectionIdsAsync(parent))
            .Where(id => after is null || Utf8Order.Instance.Compare(id, after) > 0).Take(size + 1).ToList();
        await Answers.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            if (ids.Count > 0)
            {
                json.WriteStartArray("collectionIds");
                ids.Take(size).ToList().ForEach(json.WriteStringValue);
                json.WriteEndArray();
            }
            WriteNextPage(json, list, size, ids);
            json.WriteEndObject();
        });
    }

    // One more than the page holds was asked for, to know whether there is another page.
    private static void WriteNextPage(Utf8JsonWriter json, string list, int size, List<string> ids)
    {
        if (ids.Count > size)
        {
            json.WriteString("nextPageToken", PageToken.Of(list, ids[size - 1]));
        }
    }

    private static void RefuseMoments(Func<string, bool> isAskedFor)
    {
        string[] moments = ["transaction", "newTransaction", "readTime"];
        if (Array.Find(moments, name => isAskedFor(name)) is { } asked)
        {
            throw FirestoreRefusal.Unimplemented($"\"{asked}\"");
        }
    }

    private static int PageSize(string text) => text switch
    {
        "" or "0" => PageSizeDefault,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) =>
            Math.Min(size, PageSizeMax),
        _ => throw FirestoreRefusal.Invalid($"Page size must be a nonnegative number, not '{text}'."),
    };

    public static bool? Flag(string text, string name) => text switch
    {
        "" => null,
        "true" => true,
        "false" => false,
        _ => throw FirestoreRefusal.Invalid($"{name} must be true or false, not '{text}'."),
    };
}
