using Google.Apis.Auth.OAuth2;

namespace Shop.Documents.Firestore;

/// <summary>Which Firestore database, and how to get there.</summary>
/// <param name="ProjectId">The Google Cloud project.</param>
public sealed record FirestoreOptions(string ProjectId)
{
    /// <summary>The database of the project; <c>(default)</c> unless said otherwise.</summary>
    public string DatabaseId { get; init; } = "(default)";

    /// <summary>
    /// Host and port of an emulator, spoken to without TLS and credentials; blank = the real service. Read
    /// from
    /// <c>FIRESTORE_EMULATOR_HOST</c>, where every client of Google looks, unless said otherwise.
    /// </summary>
    public string? EmulatorHost { get; init; } =
        Environment.GetEnvironmentVariable("FIRESTORE_EMULATOR_HOST");

    /// <summary>Where the real service is.</summary>
    public Uri Endpoint { get; init; } = new("https://firestore.googleapis.com");

    /// <summary>Null = Application Default Credentials, looked for when the first call needs them.</summary>
    public GoogleCredential? Credential { get; init; }

    internal bool IsEmulator => !string.IsNullOrWhiteSpace(EmulatorHost);

    internal Uri Root => IsEmulator ? new Uri($"http://{EmulatorHost}") : Endpoint;

    /// <summary>What comes before the path of every document, without the slash between them.</summary>
    internal string Documents => $"projects/{ProjectId}/databases/{DatabaseId}/documents";
}
