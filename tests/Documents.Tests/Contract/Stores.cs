using Shop.Documents.Firestore;
using Shop.Documents.Tests.Firestore;
using Shop.Testing;

namespace Shop.Documents.Tests.Contract;

public sealed class InMemoryStoreFulfilsTheContract : DocumentStoreContract
{
    protected override IDocumentStore Store { get; } = new InMemoryDocumentStore();
}

/// <summary>
/// The store of production against Google's own emulator, in a project of its own for each test.
/// </summary>
[Collection(FirestoreEmulator.Collection)]
public sealed class FirestoreFulfilsTheContract(FirestoreEmulator emulator) : DocumentStoreContract
{
    private FirestoreDocumentStore? _store;

    protected override IDocumentStore Store => _store!;

    public override Task InitializeAsync()
    {
        _store = emulator.NewStore();
        return Task.CompletedTask;
    }

    public override Task DisposeAsync()
    {
        _store?.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>The store of production against the local cloud, which the suite runs on at a desk.</summary>
public sealed class FirestoreOnLocalCloudFulfilsTheContract : DocumentStoreContract
{
    private LocalFirestoreServer? _server;
    private FirestoreDocumentStore? _store;

    protected override IDocumentStore Store => _store!;

    public override async Task InitializeAsync()
    {
        _server = await LocalFirestoreServer.StartAsync();
        _store = new FirestoreDocumentStore(new FirestoreOptions("local") { EmulatorHost = _server.Host });
    }

    public override async Task DisposeAsync()
    {
        _store!.Dispose();
        await _server!.DisposeAsync();
    }
}
