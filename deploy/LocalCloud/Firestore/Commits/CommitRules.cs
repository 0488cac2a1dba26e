namespace Shop.LocalCloud.Firestore.Commits;

/// <summary>
/// Which writes to one document may follow each other in one commit. Firestore decides that before it looks at
/// what is stored; the table is what Google's emulator was seen to do with every pair.
/// </summary>
internal static class CommitRules
{
    /// <exception cref="FirestoreRefusal">No store could take these writes.</exception>
    public static void Check(IReadOnlyList<Write> writes)
    {
        var before = new Dictionary<string, Write>(writes.Count, StringComparer.Ordinal);
        var byVersion = new HashSet<string>(StringComparer.Ordinal);
        foreach (var write in writes)
        {
            if (write.Kind == WriteKind.Verify && write.Precondition == default)
            {
                throw FirestoreRefusal.Invalid("A verify must contain a precondition.");
            }
            if (before.TryGetValue(write.Name, out var earlier)
                && !CanFollow(earlier, write, byVersion.Contains(write.Name)))
            {
                throw FirestoreRefusal.Invalid(
                    $"Cannot {Describe(earlier)} then {Describe(write)} a document in the same request: "
                    + write.Name);
            }
            if (earlier is null && write.Precondition.UpdateTime is not null)
            {
                byVersion.Add(write.Name);
            }
            before[write.Name] = write;
        }
    }

    private static bool CanFollow(Write earlier, Write later, bool isByVersion)
    {
        if (earlier.Kind == WriteKind.Verify || later.Kind == WriteKind.Verify)
        {
            return false;
        }
        var exists = earlier.Kind == WriteKind.Update;
        return later.Precondition switch
        {
            { Exists: { } required } => required == exists,
            // Both are compared with what was stored, so both pass, and the last wins.
            { UpdateTime: not null } => isByVersion && (exists || later.Kind == WriteKind.Delete),
            _ => true,
        };
    }

    private static string Describe(Write write) => (write.Kind, write.Precondition) switch
    {
        (WriteKind.Verify, _) => "verify",
        (WriteKind.Delete, _) => "delete",
        (WriteKind.Update, { Exists: false }) => "insert",
        (WriteKind.Update, { Exists: true } or { UpdateTime: not null }) => "update",
        (WriteKind.Update, _) => "upsert",
    };
}
