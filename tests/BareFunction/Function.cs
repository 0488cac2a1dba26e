using CloudNative.CloudEvents;
using Google.Cloud.Functions.Framework;

namespace Shop.BareFunction;

/// <summary>
/// The least that takes a CloudEvent: what starting any function on this framework costs, against which the start of
/// the suite's functions is measured.
/// </summary>
public sealed class Function : ICloudEventFunction
{
    public Task HandleAsync(CloudEvent cloudEvent, CancellationToken cancellationToken) => Task.CompletedTask;
}
