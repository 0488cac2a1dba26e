using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shop.Eventing;
using Shop.ImageProcessor.Storage;
using Shop.ImageProcessor.Tests.Storage;
using Shop.Testing;

namespace Shop.ImageProcessor.Tests.Hosting;

/// <summary>The function in the Functions Framework, composed by its own Startup but for the two ports.</summary>
internal sealed class FunctionServer : IAsyncDisposable, ILoggerProvider
{
    private readonly IHost _host;
    private readonly HttpClient _client = new();

    private FunctionServer((string Name, string Value)[] environment)
    {
        var assembly = typeof(Function).Assembly;
        _host = Host.CreateDefaultBuilder()
            .ConfigureWebHost(web => web
                .UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0))
                .ConfigureAppConfiguration(configuration => configuration
                    .AddInMemoryCollection(new Dictionary<string, string?>
                    {
                        ["VARIANTS_BUCKET"] = "variants",
                        ["IMAGES_TOPIC"] = "projects/local/topics/images",
                        ["DEAD_LETTERS_TOPIC"] = "projects/local/topics/dead-letters",
                    })
                    .AddInMemoryCollection(environment.ToDictionary(pair => pair.Name, pair => (string?)pair.Value)))
                .ConfigureServices(services => services.AddFunctionTarget<Function>())
                .UseFunctionsStartups(assembly, typeof(Function))
                .ConfigureLogging(logging => logging.ClearProviders().AddProvider(this))
                .ConfigureServices(services => services
                    .Replace(ServiceDescriptor.Singleton<IObjectStorage>(Storage))
                    .Replace(ServiceDescriptor.Singleton<IMessageBus>(Bus)))
                .Configure((context, app) => app.UseFunctionsFramework(context)))
            .Build();
    }

    public InMemoryObjectStorage Storage { get; } = new();

    public InMemoryMessageBus Bus { get; } = new();

    public ConcurrentQueue<string> Lines { get; } = new();

    public static async Task<FunctionServer> StartAsync(params (string Name, string Value)[] environment)
    {
        var server = new FunctionServer(environment);
        await server._host.StartAsync();
        server._client.BaseAddress = new Uri(server._host.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    /// <summary>Posts an event as Eventarc does, in binary mode.</summary>
    public async Task<int> PostAsync(string data, params (string Name, string? Value)[] headers)
    {
        var all = new Dictionary<string, string?>
        {
            ["ce-specversion"] = "1.0",
            ["ce-id"] = "e1",
            ["ce-source"] = "//storage.googleapis.com/projects/_/buckets/uploads",
            ["ce-type"] = UploadedObject.EventType,
        };
        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent(data, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in all.Where(pair => pair.Value is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        using var response = await _client.SendAsync(request);
        return (int)response.StatusCode;
    }

    public string Upload(string name, byte[] content)
    {
        var stored = Storage.Put("uploads", name, content);
        return $$"""{"bucket":"uploads","name":"{{name}}","generation":"{{stored.Generation}}","size":"{{stored.Bytes}}"}""";
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => new LineLogger(Lines, categoryName);

    void IDisposable.Dispose()
    {
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.StopAsync();
        _host.Dispose();
    }

    private sealed class LineLogger(ConcurrentQueue<string> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (category.StartsWith("Shop.", StringComparison.Ordinal) || logLevel >= LogLevel.Error)
            {
                lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
            }
        }
    }
}
