using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shop.Documents;
using Shop.Eventing;
using Shop.Testing;

namespace Shop.Api.Tests;

/// <summary>The API in the Functions Framework, composed by its own Startup but for store, bus and clock.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly IHost _host;

    // Not the default builder: it watches files, and a machine has few watches for hundreds of servers.
    private ApiServer(IReadOnlyDictionary<string, string?> environment, Action<IServiceCollection> compose) => _host = new HostBuilder()
        .ConfigureWebHost(web => web
            .UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0))
            .ConfigureAppConfiguration(configuration =>
                configuration.AddInMemoryCollection(Environment).AddInMemoryCollection(environment))
            .ConfigureServices(services => services.AddFunctionTarget<Function>())
            .UseFunctionsStartups(typeof(Function).Assembly, typeof(Function))
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureServices(services => services
                .Replace(ServiceDescriptor.Singleton<IDocumentStore>(Store))
                .Replace(ServiceDescriptor.Singleton<IMessageBus>(Bus))
                .Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)))
            .ConfigureServices(compose)
            .Configure((context, app) => app.UseFunctionsFramework(context)))
        .Build();

    /// <summary>What a laptop sets.</summary>
    public static IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>
    {
        ["GOOGLE_CLOUD_PROJECT"] = "local",
        ["ORDERS_TOPIC"] = "projects/local/topics/orders",
        ["INVENTORY_TOPIC"] = "projects/local/topics/inventory",
        ["UPLOADS_BUCKET"] = "uploads",
        ["VARIANTS_BUCKET"] = "variants",
        ["AUTH_MODE"] = "none",
        ["RATE_LIMIT_PER_MINUTE"] = "1000000",
    };

    public InMemoryDocumentStore Store { get; } = new();

    public WatchedBus Bus { get; } = new();

    public ImpatientClock Clock { get; } = new();

    /// <summary>Holds every answer against the API's own description.</summary>
    public HttpClient Client { get; } = Described.NewClient();

    public static Task<ApiServer> StartAsync(params (string Name, string? Value)[] environment) =>
        StartAsync(_ => { }, environment);

    /// <param name="compose">Replaces more than store, bus and clock.</param>
    /// <param name="environment">Beside, or instead of, what a laptop sets.</param>
    public static async Task<ApiServer> StartAsync(
        Action<IServiceCollection> compose, params (string Name, string? Value)[] environment)
    {
        var server = new ApiServer(
            environment.ToDictionary(variable => variable.Name, variable => variable.Value), compose);
        await server._host.StartAsync();
        server.Client.BaseAddress = new Uri(server._host.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    public async Task<Answer> SendAsync(
        string method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (json is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content ??= new ByteArrayContent([]);
                request.Content.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        return new Answer(
            (int)response.StatusCode,
            response.Headers.Concat(response.Content.Headers).ToDictionary(
                header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsStringAsync());
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync();
        _host.Dispose();
    }
}

/// <summary>What the API answered.</summary>
internal sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, string Text)
{
    public JsonElement Json => JsonElement.Parse(Text);

    /// <summary>Name of the problem; empty where the answer is none.</summary>
    public string Problem => Headers.GetValueOrDefault("Content-Type") == "application/problem+json" && Text.Length > 0
        ? Json.GetProperty("type").GetString()!["/problems/".Length..]
        : "";

    /// <summary>Status and problem, as tables of tests write it.</summary>
    public override string ToString() => Problem.Length > 0 ? $"{Status} {Problem}" : $"{Status}";
}
