using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Shop.Eventing.Observability;

/// <summary>
/// Sends traces, metrics and logs to an OpenTelemetry collector where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, and
/// costs nothing at start where it is not. The other <c>OTEL_*</c> variables mean what the OpenTelemetry
/// specification says.
/// </summary>
public static class TelemetryExport
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string NameVariable = "OTEL_SERVICE_NAME";

    // Outgoing requests of HttpClient, with the standard's tags.
    private const string HttpRequests = "System.Net.Http";

    /// <summary>Whether anybody wants to have it.</summary>
    public static bool IsWanted(Settings settings) =>
        Uri.TryCreate(settings.Optional(EndpointVariable), UriKind.Absolute, out _);

    /// <param name="services">Services of the function.</param>
    /// <param name="settings">Its environment.</param>
    /// <param name="function">What it is called in traces, unless <c>OTEL_SERVICE_NAME</c> says otherwise.</param>
    /// <param name="moreSources">Names of activity sources and meters beside the suite's own.</param>
    public static void AddFunctionTelemetry(
        this IServiceCollection services, Settings settings, string function, params string[] moreSources)
    {
        if (!IsWanted(settings))
        {
            return;
        }
        services.AddHostedService(_ => new Exporters(
            () => Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(Resource(settings, function))
                .AddSource([Telemetry.Name, HttpRequests, .. moreSources])
                .AddOtlpExporter()
                .Build(),
            () => Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(Resource(settings, function))
                .AddMeter([Telemetry.Name, .. moreSources])
                .AddOtlpExporter()
                .Build()));
    }

    /// <summary>The same for log records.</summary>
    /// <param name="logging">Logging of the function.</param>
    /// <param name="settings">Its environment.</param>
    /// <param name="function">What it is called, as for <see cref="AddFunctionTelemetry"/>.</param>
    public static void AddLogExport(this ILoggingBuilder logging, Settings settings, string function)
    {
        if (IsWanted(settings))
        {
            logging.AddOpenTelemetry(options => options
                .SetResourceBuilder(Resource(settings, function))
                .AddOtlpExporter());
        }
    }

    private static ResourceBuilder Resource(Settings settings, string function) =>
        ResourceBuilder.CreateDefault().AddService(settings.Optional(NameVariable) ?? function, "shop");

    /// <summary>Made when the server starts, and flushed before it ends.</summary>
    private sealed class Exporters(Func<TracerProvider> traces, Func<MeterProvider> metrics) : IHostedService
    {
        private TracerProvider? _traces;
        private MeterProvider? _metrics;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            (_traces, _metrics) = (traces(), metrics());
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            _traces?.Dispose();
            _metrics?.Dispose();
            return Task.CompletedTask;
        }
    }
}
