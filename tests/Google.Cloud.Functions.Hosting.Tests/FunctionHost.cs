using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Hosting.Tests;

/// <summary>
/// A function on a real Kestrel, built from the public extension methods as EntryPoint does it, with settings
/// in memory in place of the environment.
/// </summary>
internal sealed class FunctionHost : IAsyncDisposable, ILoggerProvider
{
    private readonly IHost _host;

    private FunctionHost(Type function, Dictionary<string, string?> settings)
    {
        settings.TryAdd("FunctionsFramework:Port", "0");
        _host = Host.CreateDefaultBuilder()
            .ConfigureWebHostDefaults(web => web
                .ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(settings))
                .ConfigureLogging(logging => logging.ClearProviders().AddProvider(this))
                .ConfigureKestrelForFunctionsFramework()
                .ConfigureServices(services => services.AddFunctionTarget(function))
                .UseFunctionsStartups(function.Assembly, function)
                .Configure((context, app) => app.UseFunctionsFramework(context)))
            .Build();
    }

    internal HttpClient Client { get; private set; } = null!;

    internal ConcurrentQueue<(string Category, LogLevel Level, string Message)> Logs { get; } = [];

    internal T Service<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    internal static async Task<FunctionHost> StartAsync<TFunction>(
        Dictionary<string, string?>? settings = null)
    {
        var host = new FunctionHost(typeof(TFunction), settings ?? []);
        await host._host.StartAsync();
        var addresses = host.Service<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        host.Client = new HttpClient { BaseAddress = new Uri(addresses.Single()) };
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync();
        _host.Dispose();
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => new Logger(this, categoryName);

    void IDisposable.Dispose()
    {
    }

    private sealed class Logger(FunctionHost host, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            host.Logs.Enqueue((category, logLevel, formatter(state, exception)));
    }
}
