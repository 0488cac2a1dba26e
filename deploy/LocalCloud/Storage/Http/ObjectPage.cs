using System.Text;

namespace Shop.LocalCloud.Storage.Http;

/// <summary>Which objects of a bucket a client wants to see.</summary>
internal sealed record ObjectQuery(
    string Prefix,
    string? Delimiter,
    string? StartOffset,
    string? EndOffset,
    bool IncludeTrailingDelimiter,
    string? After,
    int MaxResults)
{
    /// <summary>Google gives no more in one page, whatever is asked for.</summary>
    public const int MaxResultsMax = 1000;

    public static ObjectQuery Read(IQueryCollection query)
    {
        if (query.Text("matchGlob") is not null)
        {
            // Answering with everything would make "rm *.tmp" a catastrophe.
            throw RefusedRequestException.Invalid("The local cloud does not implement matchGlob.");
        }
        return new ObjectQuery(
            query.Text("prefix") ?? "",
            query.Text("delimiter"),
            query.Text("startOffset"),
            query.Text("endOffset"),
            query.Flag("includeTrailingDelimiter"),
            query.Text("pageToken") is { } token ? Decode(token) : null,
            (int)Math.Clamp(query.Number("maxResults") ?? MaxResultsMax, 1, MaxResultsMax));
    }

    public static string Encode(string last) => Convert.ToBase64String(Encoding.UTF8.GetBytes(last));

    private static string Decode(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            throw RefusedRequestException.Invalid($"Invalid page token: '{token}'");
        }
    }
}

/// <summary>
/// One page of a listing: objects, and the "folders" that stand for those below a delimiter.
/// </summary>
internal sealed record ObjectPage(
    IReadOnlyList<StoredObject> Objects, IReadOnlyList<string> Prefixes, string? NextPageToken)
{
    public static ObjectPage Of(IEnumerable<StoredObject> ordered, ObjectQuery query)
    {
        var objects = new List<StoredObject>();
        var prefixes = new List<string>();
        // Where the last page ended: the name of an object, or a folder of which everything was told.
        var last = query.After;
        var lastIsFolder = query.Delimiter is { } end && last is not null
            && last.Length > query.Prefix.Length && last.EndsWith(end, StringComparison.Ordinal);
        foreach (var candidate in ordered.Where(found => IsWithin(found.Name, query)))
        {
            var name = candidate.Name;
            if (last is not null && (ObjectName.Order.Compare(name, last) <= 0
                || (lastIsFolder && name.StartsWith(last, StringComparison.Ordinal))))
            {
                continue;
            }
            if (objects.Count + prefixes.Count == query.MaxResults)
            {
                return new ObjectPage(objects, prefixes, ObjectQuery.Encode(last ?? ""));
            }
            var folder = Folder(name, query);
            lastIsFolder = folder is not null;
            last = folder ?? name;
            if (folder is not null)
            {
                prefixes.Add(folder);
            }
            if (folder is null || (query.IncludeTrailingDelimiter && folder == name))
            {
                objects.Add(candidate);
            }
        }
        return new ObjectPage(objects, prefixes, null);
    }

    private static bool IsWithin(string name, ObjectQuery query) =>
        name.StartsWith(query.Prefix, StringComparison.Ordinal)
        && (query.StartOffset is null || ObjectName.Order.Compare(name, query.StartOffset) >= 0)
        && (query.EndOffset is null || ObjectName.Order.Compare(name, query.EndOffset) < 0);

    private static string? Folder(string name, ObjectQuery query)
    {
        if (query.Delimiter is not { } delimiter)
        {
            return null;
        }
        var found = name.IndexOf(delimiter, query.Prefix.Length, StringComparison.Ordinal);
        return found < 0 ? null : name[..(found + delimiter.Length)];
    }
}
