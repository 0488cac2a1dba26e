using System.Text;

namespace Shop.LocalCloud.Firestore;

/// <summary>
/// Names as Firestore writes them: <c>projects/P/databases/D/documents/collection/id/…</c>. A name without
/// segments after <c>documents</c> is the root, the parent of the first collections.
/// </summary>
internal static class ResourceName
{
    private const int SegmentBytesMax = 1_500;
    private const int NameBytesMax = 6 << 10;
    private const int RootSegments = 5;

    public static string Root(string project, string database) =>
        $"projects/{project}/databases/{database}/documents";

    public static string Document(string? name, string root) =>
        Of(name ?? "", root, "Document name", segments => segments > 0 && segments % 2 == 0);

    public static string Collection(string name, string root) =>
        Of(name, root, "Collection name", segments => segments % 2 == 1);

    /// <summary>What collections may lie below: a document, or the root.</summary>
    public static string Parent(string name, string root) =>
        name == root ? name : Of(name, root, "Document parent name", segments => segments % 2 == 0);

    /// <summary>A name in a field may point to another database.</summary>
    public static void CheckReference(string name)
    {
        var segments = name.Split('/');
        if (segments is not ["projects", _, "databases", _, "documents", ..])
        {
            throw Invalid("Resource name", name, "does not begin with projects/P/databases/D/documents/");
        }
        Document(name, Root(segments[1], segments[3]));
    }

    public static string Id(string name) => name[(name.LastIndexOf('/') + 1)..];

    public static string ParentOf(string name) => name[..name.LastIndexOf('/')];

    /// <summary>As Firestore counts it: the ids from the first collection on, and 16.</summary>
    public static long Bytes(string name) =>
        name.Split('/').Skip(RootSegments).Sum(segment => Encoding.UTF8.GetByteCount(segment) + 1) + 16;

    private static string Of(string name, string root, string kind, Func<int, bool> isCount)
    {
        if (!name.StartsWith(root + "/", StringComparison.Ordinal))
        {
            throw Invalid(kind, name, $"does not begin with {root}/, which is the database of the request");
        }
        var segments = name[(root.Length + 1)..].Split('/');
        foreach (var segment in segments)
        {
            if (Fault(segment) is { } fault)
            {
                throw Invalid(kind, name, fault);
            }
        }
        return !isCount(segments.Length)
            ? throw Invalid(kind, name, "has the wrong number of segments: they alternate collection/id")
            : Encoding.UTF8.GetByteCount(name) > NameBytesMax
            ? throw Invalid(kind, name, $"has over {NameBytesMax} bytes")
            : name;
    }

    private static string? Fault(string segment) => segment switch
    {
        "" => "has an empty segment",
        "." or ".." => $"has a segment '{segment}'",
        _ when IsReserved(segment) => $"has the segment '{segment}', which is reserved",
        _ when Encoding.UTF8.GetByteCount(segment) > SegmentBytesMax =>
            $"has a segment of over {SegmentBytesMax} bytes",
        _ => null,
    };

    /// <summary>Firestore keeps <c>__x__</c> for itself, in names and in fields.</summary>
    public static bool IsReserved(string name) =>
        name.Length > 4
        && name.StartsWith("__", StringComparison.Ordinal)
        && name.EndsWith("__", StringComparison.Ordinal);

    private static FirestoreRefusal Invalid(string kind, string name, string fault) =>
        FirestoreRefusal.Invalid($"{kind} \"{(name.Length > 200 ? name[..200] + "…" : name)}\" {fault}.");
}
