using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shop.DeadLetters.Tests.Storage;
using Shop.Eventing.Filing;
using Shop.Testing;

namespace Shop.DeadLetters.Tests;

/// <summary>The function in the Functions Framework, composed by its own Startup but for storage and clock.</summary>
internal sealed class LettersServer : IAsyncDisposable, ILoggerProvider
{
    private readonly IHost _host;
    private readonly HttpClient _client = new();

    private LettersServer(string? bucket) => _host = Host.CreateDefaultBuilder()
        .ConfigureWebHost(web => web
            .UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0))
            .ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(
                new Dictionary<string, string?> { ["DEAD_LETTERS_BUCKET"] = bucket }))
            .ConfigureServices(services => services.AddFunctionTarget<Function>())
            .UseFunctionsStartups(typeof(Function).Assembly, typeof(Function))
            .ConfigureLogging(logging => logging.ClearProviders().AddProvider(this))
            .ConfigureServices(services => services
                .Replace(ServiceDescriptor.Singleton<ILetterStorage>(Storage))
                .Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)))
            .Configure((context, app) => app.UseFunctionsFramework(context)))
        .Build();

    public InMemoryLetterStorage Storage { get; } = new();

    public FakeClock Clock { get; } = new();

    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>The only letter, read back from its file.</summary>
    public FiledDeadLetter Letter => FiledDeadLetter.Read(Assert.Single(Storage.Letters).Value.Content);

    public static async Task<LettersServer> StartAsync(string? bucket = "dead-letters")
    {
        var server = new LettersServer(bucket);
        await server._host.StartAsync();
        server._client.BaseAddress = new Uri(server._host.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    /// <summary>Pushes a message as Pub/Sub does with a wrapper.</summary>
    public Task<int> PushAsync(IReadOnlyDictionary<string, string> attributes, byte[] data, string messageId = "7") =>
        PostAsync(JsonSerializer.SerializeToUtf8Bytes(new
        {
            message = new { attributes, data, messageId, publishTime = "2026-01-02T03:04:05.678Z" },
            subscription = "projects/local/subscriptions/dead-letters-to-deadletters",
        }));

    public async Task<int> PostAsync(byte[] body, string? contentType = "application/json")
    {
        using var content = new ByteArrayContent(body);
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("content-type", contentType);
        }
        using var response = await _client.PostAsync(new Uri("/", UriKind.Relative), content);
        return (int)response.StatusCode;
    }

    public async Task<(int Status, string Body, string Allow)> SendAsync(HttpMethod method)
    {
        using var request = new HttpRequestMessage(method, "/");
        using var response = await _client.SendAsync(request);
        return (
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            string.Join(',', response.Content.Headers.Allow));
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
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (category.StartsWith("Shop.", StringComparison.Ordinal))
            {
                lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
            }
        }
    }
}
