using Google.Cloud.Storage.V1;

namespace Shop.EndToEnd;

/// <summary>The whole suite, as tests share it.</summary>
public sealed class LocalSuite : RunningSuite, IAsyncLifetime
{
    public StorageClient Storage { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await StartAsync();
        Storage = new StorageClientBuilder { BaseUri = CloudUrl + "storage/v1/", UnauthenticatedAccess = true }.Build();
    }

    public async Task DisposeAsync()
    {
        Storage.Dispose();
        Assert.Equal(0, await EndAsync());
    }
}

/// <summary>Shares one suite between the tests that only use it.</summary>
[CollectionDefinition(Name)]
public sealed class SuiteTests : ICollectionFixture<LocalSuite>
{
    public const string Name = "the suite";
}
