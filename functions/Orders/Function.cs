using CloudNative.CloudEvents;
using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Shop.Eventing.Receiving;

namespace Shop.Orders;

/// <summary>Alone decides the status of an order, from facts that may come in any order.</summary>
[FunctionsStartup(typeof(Startup))]
public sealed class Function(EventReceiver receiver, Delivery delivery) : ICloudEventFunction
{
    public Task HandleAsync(CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        receiver.ReceiveAsync(cloudEvent, delivery.Subscription, cancellationToken);
}
