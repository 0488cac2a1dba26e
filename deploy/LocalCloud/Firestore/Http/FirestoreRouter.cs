using Shop.LocalCloud.Storage.Http;

namespace Shop.LocalCloud.Firestore.Http;

/// <summary>Finds what a request wants.</summary>
internal sealed class FirestoreRouter(ReadEndpoints reads, WriteEndpoints writes)
{
    private const string Documents = "documents";

    // An id may hold a colon, so below the root only these end a path.
    private static readonly string[] _methodsOfDocuments =
    [
        ":listCollectionIds", ":runQuery", ":runAggregationQuery", ":partitionQuery", ":listen", ":write",
        ":executePipeline",
    ];

    /// <returns>Null when the request is not for Firestore.</returns>
    public Task? Route(HttpContext context)
    {
        if (RequestTarget.Segments(context) is not ["v1", "projects", var project, "databases", var db, ..] path)
        {
            return null;
        }
        var method = HttpMethods.IsHead(context.Request.Method) ? "GET" : context.Request.Method;
        var root = ResourceName.Root(project, db.Split(':')[0]);
        return path[5..] switch
        {
            [Documents, .. { Length: > 0 } names] => RouteName(context, method, root, names),
            [Documents] => throw FirestoreRefusal.Unimplemented($"{method} of {Documents} itself"),
            [var call] when call.StartsWith(Documents + ":", StringComparison.Ordinal) =>
                RouteCall(context, method, root, root, call[Documents.Length..]),
            _ => throw FirestoreRefusal.Unimplemented($"{method} {string.Join('/', path)}"),
        };
    }

    private Task RouteName(HttpContext context, string method, string root, string[] names)
    {
        if (names.FirstOrDefault(name => name.Contains('/', StringComparison.Ordinal)) is { } slashed)
        {
            throw FirestoreRefusal.Invalid($"Resource id \"{slashed}\" is invalid because it contains \"/\".");
        }
        var name = $"{root}/{string.Join('/', names)}";
        if (method == "POST" && Array.Find(_methodsOfDocuments, name.EndsWith) is { } call)
        {
            return RouteCall(context, method, root, name[..^call.Length], call);
        }
        return (method, names.Length % 2) switch
        {
            ("GET", 1) => reads.ListAsync(context, root, name),
            ("GET", _) => reads.GetAsync(context, root, name),
            ("POST", 1) => writes.CreateAsync(context, root, name),
            ("PATCH", _) => writes.PatchAsync(context, root, name),
            ("DELETE", _) => writes.DeleteAsync(context, root, name),
            ("POST", _) => throw FirestoreRefusal.Invalid(
                $"\"{name}\" is a document; documents are created in a collection: POST …/collection?documentId=…"),
            _ => throw FirestoreRefusal.Unimplemented($"{method} of documents"),
        };
    }

    private Task RouteCall(HttpContext context, string method, string root, string name, string call) =>
        (method, call) switch
        {
            ("POST", ":batchGet") when name == root => reads.BatchGetAsync(context, root),
            ("POST", ":commit") when name == root => writes.CommitAsync(context, root),
            ("POST", ":listCollectionIds") => reads.ListCollectionIdsAsync(context, root, name),
            _ => throw FirestoreRefusal.Unimplemented($"{method} of documents{call}"),
        };
}
