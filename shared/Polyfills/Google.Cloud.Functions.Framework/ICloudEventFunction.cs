using CloudNative.CloudEvents;

namespace Google.Cloud.Functions.Framework;

/// <summary>
/// A function that takes events and reads their data itself. Returning acknowledges the event.
/// </summary>
public interface ICloudEventFunction
{
    Task HandleAsync(CloudEvent cloudEvent, CancellationToken cancellationToken);
}

/// <summary>A function that takes events whose data is a <typeparamref name="TData"/>.</summary>
public interface ICloudEventFunction<TData> where TData : class
{
    Task HandleAsync(CloudEvent cloudEvent, TData data, CancellationToken cancellationToken);
}
