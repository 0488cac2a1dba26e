using CloudNative.CloudEvents;
using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Shop.Eventing.Receiving;

namespace Shop.Inventory;

/// <summary>Reserves all lines of an order or none, releases them, and counts what comes in.</summary>
[FunctionsStartup(typeof(Startup))]
public sealed class Function(EventReceiver receiver, Delivery delivery) : ICloudEventFunction
{
    public Task HandleAsync(CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        receiver.ReceiveAsync(cloudEvent, delivery.Subscription, cancellationToken);
}
