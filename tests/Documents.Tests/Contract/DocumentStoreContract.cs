namespace Shop.Documents.Tests.Contract;

/// <summary>
/// What every <see cref="IDocumentStore"/> promises. One store for each test, empty at its start.
/// </summary>
public abstract partial class DocumentStoreContract : IAsyncLifetime
{
    protected abstract IDocumentStore Store { get; }

    /// <summary>Skips the test where the store needs something that this machine lacks.</summary>
    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual Task DisposeAsync() => Task.CompletedTask;
}
