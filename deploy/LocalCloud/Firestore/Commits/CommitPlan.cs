using Shop.LocalCloud.Firestore.Fields;

namespace Shop.LocalCloud.Firestore.Commits;

/// <summary>A commit worked out against what is stored, and not yet carried out.</summary>
internal sealed class CommitPlan
{
    private readonly Dictionary<string, Draft> _drafts = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<Write> _writes;

    private CommitPlan(IReadOnlyList<Write> writes) => _writes = writes;

    /// <param name="writes">They passed <see cref="CommitRules"/>.</param>
    /// <param name="find">Gives what is stored.</param>
    /// <exception cref="FirestoreRefusal">A precondition does not hold.</exception>
    public static CommitPlan Of(IReadOnlyList<Write> writes, Func<string, StoredDocument?> find)
    {
        var plan = new CommitPlan(writes);
        foreach (var write in writes)
        {
            var isFirst = !plan._drafts.TryGetValue(write.Name, out var draft);
            var stored = find(write.Name);
            Check(write, stored, isFirst);
            draft ??= new Draft(stored, stored?.Fields, false);
            plan._drafts[write.Name] = write.Kind switch
            {
                WriteKind.Verify => draft,
                WriteKind.Delete => draft with { Fields = null, WasDeleted = true },
                WriteKind.Update => draft with { Fields = Merged(write, draft.Fields) },
            };
        }
        return plan;
    }

    /// <summary>The documents that become other than they are; null = goes.</summary>
    public IReadOnlyDictionary<string, StoredDocument?> Changes(long time) => _drafts
        .Where(pair => !pair.Value.IsUnchanged)
        .ToDictionary(pair => pair.Key, pair => pair.Value.At(pair.Key, time), StringComparer.Ordinal);

    public CommitResult Result(long time) => new(time, [.. _writes.Select(write => UpdateTime(write, time))]);

    private long? UpdateTime(Write write, long time) => _drafts[write.Name] switch
    {
        // What Google's emulator answers to a verification that something is absent.
        _ when write is { Kind: WriteKind.Verify, Precondition.Exists: false } => time,
        { Fields: null } => null,
        { IsUnchanged: true, Stored: { } stored } => stored.UpdateTime,
        _ => time,
    };

    private static void Check(Write write, StoredDocument? stored, bool isFirst)
    {
        if (write.Precondition.UpdateTime is { } required && stored?.UpdateTime != required)
        {
            throw FirestoreRefusal.Stale(write.Name, stored?.UpdateTime, required);
        }
        // Of later writes the rules have made sure that the earlier ones fulfil it.
        if (isFirst && write.Precondition.Exists is { } exists && exists != (stored is not null))
        {
            throw exists ? FirestoreRefusal.NotFound(write.Name) : FirestoreRefusal.AlreadyExists(write.Name);
        }
    }

    private static FieldSet Merged(Write write, FieldSet? current)
    {
        var fields = write.Mask is { } mask ? mask.Merge(current ?? FieldSet.Empty, write.Fields) : write.Fields;
        StoredDocument.CheckSize(write.Name, fields);
        return fields;
    }

    private sealed record Draft(StoredDocument? Stored, FieldSet? Fields, bool WasDeleted)
    {
        // A rewrite of the same fields keeps its time, so that nobody who has read it is disturbed.
        public bool IsUnchanged => Stored is null
            ? Fields is null
            : Fields is not null && !WasDeleted && Fields.HasSameFields(Stored.Fields);

        public StoredDocument? At(string name, long time) => Fields is null
            ? null
            : new StoredDocument(name, Fields, Stored is null || WasDeleted ? time : Stored.CreateTime, time);
    }
}
