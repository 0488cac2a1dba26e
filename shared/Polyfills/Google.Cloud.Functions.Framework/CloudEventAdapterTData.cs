using CloudNative.CloudEvents;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Framework;

/// <summary>Makes an event function with typed data answer HTTP requests.</summary>
public sealed class CloudEventAdapter<TData> : IHttpFunction where TData : class
{
    private readonly ICloudEventFunction<TData> _function;
    private readonly CloudEventFormatter _formatter;
    private readonly ILogger _logger;

    /// <summary>
    /// Dependency injection falls back to this where no formatter is registered, so that the request fails
    /// with a reason instead of an unresolved service.
    /// </summary>
    [Obsolete("Only there to fail with a clear message.", error: true)]
    public CloudEventAdapter(ICloudEventFunction<TData> function, ILogger<CloudEventAdapter<TData>> logger) =>
        throw new InvalidOperationException(
            $"The Functions Framework has no CloudEventFormatter for {typeof(TData)}. Put a "
            + "CloudEventFormatterAttribute on that type, or register a formatter as a service.");

    public CloudEventAdapter(
        ICloudEventFunction<TData> function, CloudEventFormatter formatter,
        ILogger<CloudEventAdapter<TData>> logger)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(formatter);
        ArgumentNullException.ThrowIfNull(logger);
        (_function, _formatter, _logger) = (function, formatter, logger);
    }

    public async Task HandleAsync(HttpContext context)
    {
        CloudEvent cloudEvent;
        TData data;
        try
        {
            cloudEvent = await CloudEventAdapter.ConvertRequestAsync(context.Request, _formatter, _logger);
            data = (TData)cloudEvent.Data!;
        }
        catch (Exception e)
        {
            context.Response.Refuse(_logger, e);
            return;
        }
        await _function.HandleAsync(cloudEvent, data, context.RequestAborted);
    }
}
