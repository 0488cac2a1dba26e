using CloudNative.CloudEvents;
using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Shop.Eventing.Receiving;

namespace Shop.Notifications;

/// <summary>Tells customers what became of their orders.</summary>
[FunctionsStartup(typeof(Startup))]
public sealed class Function(EventReceiver receiver, Delivery delivery, LaterCalls later) : ICloudEventFunction
{
    public async Task HandleAsync(CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        try
        {
            await receiver.ReceiveAsync(cloudEvent, delivery.Subscription, cancellationToken);
        }
        catch (CallAgainException)
        {
            if (!await later.TakeAsync(cloudEvent, delivery.Subscription, cancellationToken))
            {
                throw;
            }
        }
    }
}
