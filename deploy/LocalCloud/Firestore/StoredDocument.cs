using Shop.LocalCloud.Firestore.Fields;

namespace Shop.LocalCloud.Firestore;

/// <summary>A document; times in microseconds.</summary>
internal sealed record StoredDocument(string Name, FieldSet Fields, long CreateTime, long UpdateTime)
{
    // Firestore's bound: name, field names, values and 32.
    private const int BytesMax = 1 << 20;

    public string Id => ResourceName.Id(Name);

    public static void CheckSize(string name, FieldSet fields)
    {
        if (ResourceName.Bytes(name) + fields.CountedBytes is var bytes && bytes > BytesMax)
        {
            throw FirestoreRefusal.Invalid(
                $"Document {name} has {bytes} bytes as Firestore counts them; the maximum is {BytesMax}.");
        }
    }
}
