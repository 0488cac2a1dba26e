namespace Shop.LocalCloud.PubSub;

/// <summary>
/// The life of a server that its owner starts and disposes. The default would catch SIGTERM and Ctrl-C for
/// itself, and the process, which has other things to end, would never see them.
/// </summary>
internal sealed class OwnerLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
