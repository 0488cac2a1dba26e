using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing;
using Shop.Testing;

namespace Shop.Views.Tests;

/// <summary>The function in the Functions Framework, composed by its own Startup but for store and bus.</summary>
internal sealed class ViewsServer : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly HttpClient _client = new();

    private ViewsServer(string unknownTypes) => _host = Host.CreateDefaultBuilder()
        .ConfigureWebHost(web => web
            .UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0))
            .ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["GOOGLE_CLOUD_PROJECT"] = "local",
                    ["DEAD_LETTERS_TOPIC"] = "projects/local/topics/dead-letters",
                    ["UNKNOWN_TYPES_SUBSCRIPTIONS"] = unknownTypes,
                }))
            .ConfigureServices(services => services.AddFunctionTarget<Function>())
            .UseFunctionsStartups(typeof(Function).Assembly, typeof(Function))
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureServices(services => services
                .Replace(ServiceDescriptor.Singleton<IDocumentStore>(Store))
                .Replace(ServiceDescriptor.Singleton<IMessageBus>(Bus))
                .Replace(ServiceDescriptor.Singleton<TimeProvider>(new StoppedClock(Story.At(4)))))
            .Configure((context, app) => app.UseFunctionsFramework(context)))
        .Build();

    public InMemoryDocumentStore Store { get; } = new();

    public InMemoryMessageBus Bus { get; } = new();

    public static async Task<ViewsServer> StartAsync(
        string unknownTypes = "projects/local/subscriptions/images-to-views, projects/local/subscriptions/notes-to-views")
    {
        var server = new ViewsServer(unknownTypes);
        await server._host.StartAsync();
        server._client.BaseAddress = new Uri(server._host.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    /// <summary>Pushes an event as Pub/Sub does without a wrapper: attributes are headers, data is the body.</summary>
    public async Task<int> PushAsync<TData>(
        EventContract<TData> contract, TData data, string id, DateTimeOffset? time = null) => await PushAsync(
            contract.Type, contract.Encode(data), id, time);

    public async Task<int> PushAsync(
        string type, byte[] data, string id, DateTimeOffset? time = null, string subscription = "orders-to-views")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(data) };
        var headers = request.Headers;
        headers.Add("x-goog-pubsub-subscription-name", "projects/local/subscriptions/" + subscription);
        headers.Add("ce-specversion", "1.0");
        headers.Add("ce-id", id);
        headers.Add("ce-source", "/people");
        headers.Add("ce-type", type);
        headers.Add("ce-time", (time ?? Story.At(4)).ToString("O"));
        request.Content.Headers.Add("content-type", "application/json");
        using var response = await _client.SendAsync(request);
        return (int)response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.StopAsync();
        _host.Dispose();
    }

    /// <summary>Always the same time, with timers that pass: after a lost race the function waits a moment.</summary>
    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
