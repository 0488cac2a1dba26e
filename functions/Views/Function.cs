using CloudNative.CloudEvents;
using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Shop.Eventing.Receiving;

namespace Shop.Views;

/// <summary>Merges what everybody says into the documents that the API serves.</summary>
[FunctionsStartup(typeof(Startup))]
public sealed class Function(EventReceiver receiver, Delivery delivery) : ICloudEventFunction
{
    public Task HandleAsync(CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        receiver.ReceiveAsync(cloudEvent, delivery.Subscription, cancellationToken);
}
