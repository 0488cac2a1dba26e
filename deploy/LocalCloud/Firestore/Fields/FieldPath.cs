using System.Text;

namespace Shop.LocalCloud.Firestore.Fields;

/// <summary>
/// Paths in masks: names joined by dots, those that are no plain identifiers between backticks, in which a
/// backslash escapes.
/// </summary>
internal static class FieldPath
{
    public static IReadOnlyList<string> Parse(string path)
    {
        var names = new List<string>();
        var at = 0;
        while (true)
        {
            names.Add(at < path.Length && path[at] == '`' ? Quoted(path, ref at) : Plain(path, ref at));
            if (at == path.Length)
            {
                return names;
            }
            if (path[at++] != '.')
            {
                throw Invalid(path);
            }
        }
    }

    private static string Plain(string path, ref int at)
    {
        var start = at;
        while (at < path.Length && (char.IsAsciiLetterOrDigit(path[at]) || path[at] == '_'))
        {
            at++;
        }
        return at > start && !char.IsAsciiDigit(path[start]) ? path[start..at] : throw Invalid(path);
    }

    private static string Quoted(string path, ref int at)
    {
        var name = new StringBuilder();
        for (at++; at < path.Length && path[at] != '`'; at++)
        {
            if (path[at] == '\\' && ++at == path.Length)
            {
                throw Invalid(path);
            }
            name.Append(path[at]);
        }
        return at++ < path.Length && name.Length > 0 ? name.ToString() : throw Invalid(path);
    }

    private static FirestoreRefusal Invalid(string path) => FirestoreRefusal.Invalid(
        $"Invalid property path \"{path}\": names are joined by dots, and those with other characters than "
        + "letters, digits and _ stand between backticks.");
}
