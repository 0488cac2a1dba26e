using Shop.LocalCloud.Feed;
using Shop.LocalCloud.PubSub;

namespace Shop.LocalCloud.Tests.PubSub;

public sealed class LocalCloudFulfilsTheContract : PubSubContract, IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("pubsub-").FullName;
    private PubSubServer _server = null!;

    protected override string Host => _server.Host;

    public async Task InitializeAsync()
    {
        _server = new PubSubServer(new EventFeed(TimeProvider.System), TimeProvider.System, [], _data);
        await _server.StartAsync(0, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
