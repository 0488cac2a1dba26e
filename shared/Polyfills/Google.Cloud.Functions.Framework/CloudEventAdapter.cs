using CloudNative.CloudEvents;
using CloudNative.CloudEvents.AspNetCore;
using Google.Cloud.Functions.Framework.GcfEvents;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Framework;

/// <summary>Makes an event function answer HTTP requests.</summary>
public sealed class CloudEventAdapter : IHttpFunction
{
    private readonly ICloudEventFunction _function;
    private readonly CloudEventFormatter _formatter;
    private readonly ILogger _logger;

    public CloudEventAdapter(
        ICloudEventFunction function, CloudEventFormatter formatter, ILogger<CloudEventAdapter> logger)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(formatter);
        ArgumentNullException.ThrowIfNull(logger);
        (_function, _formatter, _logger) = (function, formatter, logger);
    }

    public async Task HandleAsync(HttpContext context)
    {
        CloudEvent cloudEvent;
        try
        {
            cloudEvent = await ConvertRequestAsync(context.Request, _formatter, _logger);
        }
        catch (Exception e)
        {
            context.Response.Refuse(_logger, e);
            return;
        }
        await _function.HandleAsync(cloudEvent, context.RequestAborted);
    }

    internal static Task<CloudEvent> ConvertRequestAsync(
        HttpRequest request, CloudEventFormatter formatter, ILogger logger) =>
        request.IsCloudEvent()
            ? request.ToCloudEventAsync(formatter)
            : PubSubPush.ToCloudEventAsync(request, formatter, logger);
}
