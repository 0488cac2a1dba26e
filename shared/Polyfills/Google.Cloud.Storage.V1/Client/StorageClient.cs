using Google.Api.Gax.Rest;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Storage.v1;

namespace Google.Cloud.Storage.V1;

/// <summary>
/// The operations of Cloud Storage. Abstract, with virtual methods that throw, so that a test overrides what
/// it needs; <see cref="StorageClientImpl" /> is the real one. One client serves a whole process.
/// </summary>
public abstract partial class StorageClient : IDisposable
{
    private static readonly string[] Scopes = [StorageService.Scope.DevstorageFullControl];

    internal static ScopedCredentialProvider ScopedCredentialProvider { get; } = new(Scopes);

    public virtual StorageService Service => throw new NotImplementedException();

    /// <summary>A client with the application default credentials.</summary>
    public static StorageClient Create() => new StorageClientBuilder().Build();

    /// <summary>A client with the application default credentials.</summary>
    public static Task<StorageClient> CreateAsync() => new StorageClientBuilder().BuildAsync();

    /// <param name="credential">Null means the application default credentials.</param>
    public static StorageClient Create(GoogleCredential credential) =>
        new StorageClientBuilder { Credential = credential?.CreateScoped(Scopes) }.Build();

    /// <param name="credential">Null means the application default credentials.</param>
    public static Task<StorageClient> CreateAsync(GoogleCredential credential) =>
        new StorageClientBuilder { Credential = credential?.CreateScoped(Scopes) }.BuildAsync();

    /// <summary>A client for what everybody may do, such as reading public objects.</summary>
    public static StorageClient CreateUnauthenticated() =>
        new StorageClientBuilder { UnauthenticatedAccess = true }.Build();

    /// <summary>Only needed where clients come and go within one process.</summary>
    public virtual void Dispose() => GC.SuppressFinalize(this);
}
