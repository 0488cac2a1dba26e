using CloudNative.CloudEvents;
using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Shop.Eventing.Receiving;

namespace Shop.Notifications;

/// <summary>Tells customers what became of their orders.</summary>
[FunctionsStartup(typeof(Startup))]
public sealed class Function(EventReceiver receiver, Delivery delivery) : ICloudEventFunction
{
    public Task HandleAsync(CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        receiver.ReceiveAsync(cloudEvent, delivery.Subscription, cancellationToken);
}
