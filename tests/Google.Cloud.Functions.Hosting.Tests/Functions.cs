using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Google.Cloud.Functions.Framework;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Hosting.Tests;

/// <summary>Answers method and path, so that a test sees what reached the function.</summary>
public sealed class EchoFunction : IHttpFunction
{
    public Task HandleAsync(HttpContext context) =>
        context.Response.WriteAsync($"{context.Request.Method} {context.Request.Path}");
}

public sealed class FaultyFunction : IHttpFunction
{
    public Task HandleAsync(HttpContext context) => throw new InvalidOperationException("broken on purpose");
}

/// <summary>Logs what a structured record can hold.</summary>
public sealed partial class LoggingFunction(ILogger<LoggingFunction> logger) : IHttpFunction
{
    public Task HandleAsync(HttpContext context)
    {
        using var text = logger.BeginScope("a scope");
        using var pairs = logger.BeginScope(new Dictionary<string, object> { ["order"] = 7 });
        LogOrder(logger, 7, "mug", new InvalidOperationException("broken on purpose"));
        LogDone(logger);
        LogPosition(logger, 2);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Order {Number} of \"{Sku}\" failed")]
    private static partial void LogOrder(ILogger logger, int number, string sku, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Done")]
    private static partial void LogDone(ILogger logger);

    private static void LogPosition(ILogger logger, int position) =>
#pragma warning disable CA1848, CA2253 // A positional placeholder is what the test is about.
        logger.LogWarning("Position {0}", position);
#pragma warning restore CA1848, CA2253
}

/// <summary>What event functions have received, for the tests of one host.</summary>
public sealed class Received
{
    public CloudEvent? Event { get; set; }

    public object? Data { get; set; }
}

public sealed class EventFunction(Received received) : ICloudEventFunction
{
    public Task HandleAsync(CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        if (cloudEvent.Type == "shop.fault.v1")
            throw new InvalidOperationException("broken on purpose");
        (received.Event, received.Data) = (cloudEvent, cloudEvent.Data);
        return Task.CompletedTask;
    }
}

[CloudEventFormatter(typeof(JsonEventFormatter<Line>))]
public sealed record Line(string Sku, int Quantity);

public sealed record Unformatted(string Sku);

public sealed class LineFunction(Received received) : ICloudEventFunction<Line>
{
    public Task HandleAsync(CloudEvent cloudEvent, Line data, CancellationToken cancellationToken)
    {
        (received.Event, received.Data) = (cloudEvent, data);
        return Task.CompletedTask;
    }
}

public sealed class UnformattedFunction(Received received) : ICloudEventFunction<Unformatted>
{
    public Task HandleAsync(CloudEvent cloudEvent, Unformatted data, CancellationToken cancellationToken)
    {
        (received.Event, received.Data) = (cloudEvent, data);
        return Task.CompletedTask;
    }
}

public sealed class DoublingFunction : ITypedFunction<Line, Line>
{
    public Task<Line> HandleAsync(Line request, CancellationToken cancellationToken) =>
        Task.FromResult(request with { Quantity = request.Quantity * 2 });
}
