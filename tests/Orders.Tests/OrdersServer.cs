using System.Net;
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

namespace Shop.Orders.Tests;

/// <summary>The function in the Functions Framework, composed by its own Startup but for store and bus.</summary>
internal sealed class OrdersServer : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly HttpClient _client = new();

    private OrdersServer() => _host = Host.CreateDefaultBuilder()
        .ConfigureWebHost(web => web
            .UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0))
            .ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["GOOGLE_CLOUD_PROJECT"] = "local",
                ["ORDERS_TOPIC"] = "projects/local/topics/orders",
                ["DEAD_LETTERS_TOPIC"] = "projects/local/topics/dead-letters",
                ["UNKNOWN_TYPES_SUBSCRIPTIONS"] = "projects/local/subscriptions/orders-orders",
            }))
            .ConfigureServices(services => services.AddFunctionTarget<Function>())
            .UseFunctionsStartups(typeof(Function).Assembly, typeof(Function))
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureServices(services => services
                .Replace(ServiceDescriptor.Singleton<IDocumentStore>(Store))
                .Replace(ServiceDescriptor.Singleton<IMessageBus>(Bus))
                .Replace(ServiceDescriptor.Singleton<TimeProvider>(new FakeClock())))
            .Configure((context, app) => app.UseFunctionsFramework(context)))
        .Build();

    public InMemoryDocumentStore Store { get; } = new();

    public InMemoryMessageBus Bus { get; } = new();

    public static async Task<OrdersServer> StartAsync()
    {
        var server = new OrdersServer();
        await server._host.StartAsync();
        server._client.BaseAddress = new Uri(server._host.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    /// <summary>Pushes a message as Pub/Sub does without a wrapper: attributes are headers, data is the body.</summary>
    public async Task<int> PushAsync(
        byte[] data, IReadOnlyDictionary<string, string> attributes, string subscription = "projects/local/subscriptions/orders-orders")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(data) };
        request.Headers.TryAddWithoutValidation("x-goog-pubsub-subscription-name", subscription);
        foreach (var (name, value) in attributes)
        {
            if (name == "content-type")
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
        using var response = await _client.SendAsync(request);
        return (int)response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.StopAsync();
        _host.Dispose();
    }
}
