using Shop.LocalCloud.Feed;
using Shop.LocalCloud.Hosting;

namespace Shop.LocalCloud.Eventarc;

/// <summary>Delivers the outbox to every function that has a storage trigger, while the host runs.</summary>
internal sealed class EventDelivery(
    IReadOnlyList<DeliverySettings> functions,
    EventOutbox outbox,
    FunctionAddresses addresses,
    EventFeed feed,
    TimeProvider clock,
    Func<double> jitter) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A redirect is no acknowledgement, and the timeout is that of each request.
        using var client = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var deliveries = functions.Select(settings =>
            new FunctionDelivery(settings, outbox, addresses, client, feed, clock, jitter)).ToList();
        try
        {
            await Task.WhenAll(deliveries.Select(delivery => delivery.RunAsync(stoppingToken)));
        }
        finally
        {
            deliveries.ForEach(delivery => delivery.Dispose());
        }
    }
}
