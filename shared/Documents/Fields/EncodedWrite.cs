using System.Text;


namespace Shop.Documents.Fields;

/// <summary>
/// A write that passed every rule, with its fields as they travel (empty unless it is a Put).
/// </summary>
internal sealed record EncodedWrite(DocumentWrite Write, ReadOnlyMemory<byte> Fields)
{
    /// <summary>Checks a commit, and encodes each document once.</summary>
    public static IReadOnlyList<EncodedWrite> Of(IReadOnlyList<DocumentWrite> writes)
    {
        ArgumentNullException.ThrowIfNull(writes);
        if (writes.Count > DocumentLimits.WritesMax)
        {
            throw new ArgumentException(
                $"A commit holds at most {DocumentLimits.WritesMax} writes (WritesMax), not {writes.Count}.",
                nameof(writes));
        }
        var names = new HashSet<DocumentName>();
        var encoded = new List<EncodedWrite>(writes.Count);
        var bytes = 0L;
        foreach (var write in writes)
        {
            if (!names.Add(write.Name))
            {
                throw new ArgumentException(
                    $"A commit holds at most one write to a document, not two to '{write.Name}'.",
                    nameof(writes));
            }
            var next = new EncodedWrite(
                write, write is DocumentWrite.Put put ? FieldEncoder.Encode(put) : default);
            bytes += Encoding.UTF8.GetByteCount(write.Name.Path) + next.Fields.Length;
            encoded.Add(next);
        }
        return bytes <= DocumentLimits.CommitBytesMax
            ? encoded
            : throw new ArgumentException(
                $"A commit has at most {DocumentLimits.CommitBytesMax} bytes (CommitBytesMax), not {bytes}.",
                nameof(writes));
    }
}
