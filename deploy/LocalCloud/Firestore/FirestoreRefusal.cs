namespace Shop.LocalCloud.Firestore;

/// <summary>A request that is answered with a google.rpc error.</summary>
internal sealed class FirestoreRefusal(int code, string status, string message) : Exception(message)
{
    /// <summary>What goes with the status in HTTP.</summary>
    public int Code { get; } = code;

    /// <summary>A name of google.rpc.Code; clients judge by it, as one HTTP status stands for several.</summary>
    public string Status { get; } = status;

    public static FirestoreRefusal Invalid(string message) => new(400, "INVALID_ARGUMENT", message);

    public static FirestoreRefusal AlreadyExists(string name) =>
        new(409, "ALREADY_EXISTS", $"Document already exists: {name}");

    public static FirestoreRefusal NotFound(string name) =>
        new(404, "NOT_FOUND", $"Document ({name}) not found.");

    public static FirestoreRefusal Stale(string name, long? stored, long required) => new(
        400, "FAILED_PRECONDITION",
        $"The stored version ({(stored is { } time ? Timestamps.Format(time) : "none")}) of {name} does not match "
        + $"the required base version ({Timestamps.Format(required)}).");

    public static FirestoreRefusal Unavailable(string message) => new(503, "UNAVAILABLE", message);

    public static FirestoreRefusal Unimplemented(string what) => new(
        501, "UNIMPLEMENTED",
        $"LocalCloud's Firestore has no {what}. It has documents:batchGet, documents:commit (update, delete, "
        + "verify, each with currentDocument and updateMask), :listCollectionIds, and list, get, create, patch "
        + "and delete of documents. For the rest use Google's emulator: gcloud emulators firestore start");
}
