using System.Text.Json;
using Shop.LocalCloud.Firestore.Commits;
using Shop.LocalCloud.Firestore.Fields;

namespace Shop.LocalCloud.Firestore.Http;

/// <summary>Reads the writes of a commit, and preconditions.</summary>
internal static class WriteReader
{
    private static readonly string[] _operations = ["update", "delete", "verify", "transform"];

    public static Write Read(JsonElement write, string root)
    {
        write.CheckMembers(
            "A write", "update", "delete", "verify", "transform", "currentDocument", "updateMask",
            "updateTransforms");
        var operations = Array.FindAll(
            _operations, name => write.Member(name).ValueKind != JsonValueKind.Undefined);
        if (operations is not [var operation])
        {
            throw FirestoreRefusal.Invalid(
                $"A write needs one of update, delete and verify, and has {operations.Length} of them.");
        }
        if (operation == "transform" || write.Items("updateTransforms").Count > 0)
        {
            throw FirestoreRefusal.Unimplemented("transforms");
        }
        var precondition = ReadPrecondition(write.Member("currentDocument"));
        var mask = Masks.Of(write, "updateMask");
        if (operation == "update")
        {
            return ReadUpdate(write.Member("update"), root, precondition, mask);
        }
        var name = ResourceName.Document(write.Text(operation), root);
        return mask is not null
            ? throw FirestoreRefusal.Invalid($"A {operation} must not specify a document mask.")
            : operation == "delete"
            ? Write.Delete(name, precondition)
            : new Write(WriteKind.Verify, name, precondition, FieldSet.Empty, null);
    }

    public static FieldSet ReadFields(JsonElement document)
    {
        // The times come with a document that was read, and are ignored in one that is written.
        document.CheckMembers("A document", "name", "fields", "createTime", "updateTime");
        return FieldSet.Of(document.Member("fields"));
    }

    public static Precondition ReadPrecondition(IQueryCollection query) => Checked(
        ReadEndpoints.Flag(query["currentDocument.exists"].ToString(), "currentDocument.exists"),
        query["currentDocument.updateTime"]);

    private static Write ReadUpdate(JsonElement document, string root, Precondition precondition, FieldMask? mask)
    {
        var fields = ReadFields(document);
        var name = ResourceName.Document(document.Text("name"), root);
        if (mask is null)
        {
            StoredDocument.CheckSize(name, fields);
        }
        return Write.Update(name, fields, precondition, mask);
    }

    private static Precondition ReadPrecondition(JsonElement precondition)
    {
        if (precondition.ValueKind == JsonValueKind.Undefined)
        {
            return default;
        }
        precondition.CheckMembers("\"currentDocument\"", "exists", "updateTime");
        var exists = precondition.Member("exists");
        return Checked(
            exists.ValueKind switch
            {
                JsonValueKind.Undefined => null,
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => ReadEndpoints.Flag(exists.ToString(), "\"exists\""),
            },
            precondition.Text("updateTime"));
    }

    private static Precondition Checked(bool? exists, string? updateTime)
    {
        if (exists is not null && updateTime is not null)
        {
            throw FirestoreRefusal.Invalid("A precondition is either exists or updateTime, not both.");
        }
        return new Precondition(exists, updateTime is null
            ? null
            : Timestamps.Parse(updateTime)
                ?? throw FirestoreRefusal.Invalid($"The updateTime '{updateTime}' is no RFC 3339 time."));
    }
}
