using System.Net;
using Shop.LocalCloud.Logs;
using Shop.LocalCloud.Page;
using Shop.LocalCloud.Tls;

namespace Shop.LocalCloud.Hosting;

/// <summary>The web server on the cloud port, and on the TLS port where there is one.</summary>
internal static class CloudServer
{
    /// <param name="port">0 takes any free one.</param>
    /// <param name="tls">The port for https, if any.</param>
    /// <param name="log">Where it logs.</param>
    /// <param name="services">Adds what the endpoints need.</param>
    public static WebApplication Build(
        int port, TlsPort? tls, SuiteLog log, Action<IServiceCollection> services)
    {
        // The empty builder reads no settings and no environment: whatever ASPNETCORE_* says is meant for
        // others.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
            tls?.Listen(kestrel);
        });
        builder.Logging
            .AddProvider(new SuiteLoggerProvider(log))
            .AddFilter("Microsoft", LogLevel.Warning)
            // A failed start is told by whoever started the server, in words for a person.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical)
            .AddFilter("Microsoft.AspNetCore.Hosting", LogLevel.Critical);
        builder.Services.AddRouting();
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        services(builder.Services);
        var app = builder.Build();
        app.UseSandbox();
        app.MapWebPage();
        return app;
    }

    /// <summary>Signals are for the program: it ends the functions before the cloud they talk to.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
