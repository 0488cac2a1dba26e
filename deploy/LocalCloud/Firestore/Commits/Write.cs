using Shop.LocalCloud.Firestore.Fields;

namespace Shop.LocalCloud.Firestore.Commits;

internal enum WriteKind
{
    Update,
    Delete,
    Verify,
}

/// <summary>What must hold for a write; all null = nothing.</summary>
/// <param name="Exists">Whether the document exists.</param>
/// <param name="UpdateTime">When it was last changed, in microseconds.</param>
internal readonly record struct Precondition(bool? Exists, long? UpdateTime);

/// <summary>One write of a commit.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Name">Which document.</param>
/// <param name="Precondition">Checked against what was stored before the commit.</param>
/// <param name="Fields">Of an update.</param>
/// <param name="Mask">Which of the fields an update touches; null = all.</param>
internal sealed record Write(
    WriteKind Kind, string Name, Precondition Precondition, FieldSet Fields, FieldMask? Mask)
{
    public static Write Delete(string name, Precondition precondition) =>
        new(WriteKind.Delete, name, precondition, FieldSet.Empty, null);

    public static Write Update(string name, FieldSet fields, Precondition precondition, FieldMask? mask = null) =>
        new(WriteKind.Update, name, precondition, fields, mask);
}

/// <summary>What became of a commit.</summary>
/// <param name="CommitTime">In microseconds, unique.</param>
/// <param name="UpdateTimes">For each write that of its document; null where that is gone.</param>
internal sealed record CommitResult(long CommitTime, IReadOnlyList<long?> UpdateTimes);
