using System.Globalization;
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
using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing;
using Shop.Notifications.Targets;
using Shop.Testing;

namespace Shop.Notifications.Tests.Hosting;

/// <summary>
/// The function in the Functions Framework, composed by its own Startup but for store, bus, clock and
/// resolver.
/// </summary>
internal sealed class NotificationsServer : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly IHost _host;
    private readonly HttpClient _client = new();

    /// <exception cref="InvalidOperationException">The environment is not usable.</exception>
    public NotificationsServer(
        IAddressResolver? resolver = null, params (string Name, string? Value)[] changes)
    {
        var environment = new Dictionary<string, string?>
        {
            ["GOOGLE_CLOUD_PROJECT"] = "local",
            ["NOTIFICATIONS_TOPIC"] = "projects/local/topics/notifications",
            ["DEAD_LETTERS_TOPIC"] = "projects/local/topics/dead-letters",
            ["WEBHOOK_SECRETS"] = Secret,
            ["WEBHOOK_TARGETS"] = "any",
        };
        foreach (var (name, value) in changes)
        {
            environment[name] = value;
        }
        _host = Host.CreateDefaultBuilder()
            .ConfigureWebHost(web => web
                .UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0))
                .ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(environment))
                .ConfigureServices(services => services.AddFunctionTarget<Function>())
                .UseFunctionsStartups(typeof(Function).Assembly, typeof(Function))
                .ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log))
                .ConfigureServices(services => services
                    .Replace(ServiceDescriptor.Singleton<IDocumentStore>(Store))
                    .Replace(ServiceDescriptor.Singleton<IMessageBus>(Bus))
                    .Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock))
                    .Replace(ServiceDescriptor.Singleton(resolver ?? new SystemResolver())))
                .Configure((context, app) => app.UseFunctionsFramework(context)))
            .Build();
    }

    public InMemoryDocumentStore Store { get; } = new();

    public InMemoryMessageBus Bus { get; } = new();

    public FakeClock Clock { get; } = new();

    public LogRecords Log { get; } = new();

    /// <summary>Every event that was published: type and data.</summary>
    public IReadOnlyList<(string Type, JsonElement Data)> Said =>
        [.. Bus.Published.Select(published => (
            published.Message.Attributes["ce-type"], JsonElement.Parse(published.Message.Data.Span)))];

    /// <summary>Their types, without what all have in common, and the reasons of failures.</summary>
    public IReadOnlyList<string> Results => [.. Said.Select(said =>
        said.Data.TryGetProperty("reason", out var reason)
            ? reason.GetString()!
            : said.Data.GetProperty("channel").GetString()!)];

    public static async Task<NotificationsServer> StartAsync(
        IAddressResolver? resolver = null, params (string Name, string? Value)[] changes)
    {
        var server = new NotificationsServer(resolver, changes);
        await server._host.StartAsync();
        server._client.BaseAddress = new Uri(server._host.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    /// <summary>The one by which messages come.</summary>
    public string Subscription { get; set; } = "projects/local/subscriptions/orders-to-notifications";

    public Task<int> ConfirmAsync(Uri callbackUrl, string id = "e1", DateTimeOffset? time = null) =>
        PushAsync(EventContracts.OrderConfirmed, Sample.Confirmed(callbackUrl), id, time);

    public Task<int> CancelAsync(Uri? callbackUrl, string id = "e1") =>
        PushAsync(EventContracts.OrderCancelled, Sample.Cancelled(callbackUrl), id);

    public Task<int> PushAsync<TData>(
        EventContract<TData> contract, TData data, string id = "e1", DateTimeOffset? time = null) =>
        PushAsync(contract.Encode(data), Attributes(contract, id, time));

    /// <summary>
    /// Pushes a message as Pub/Sub does without a wrapper: attributes are headers, data is the body.
    /// </summary>
    public async Task<int> PushAsync(byte[] data, IReadOnlyDictionary<string, string> attributes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Content = new ByteArrayContent(data);
        request.Headers.TryAddWithoutValidation(
            "x-goog-pubsub-subscription-name", Subscription);
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

    public Dictionary<string, string> Attributes(
        EventContract contract, string id, DateTimeOffset? time = null) => new()
    {
        ["ce-specversion"] = "1.0",
        ["ce-id"] = id,
        ["ce-source"] = "/shop/orders",
        ["ce-type"] = contract.Type,
        ["ce-subject"] = Sample.Order.Value,
        ["ce-time"] = (time ?? Clock.GetUtcNow()).ToString("O", CultureInfo.InvariantCulture),
        ["ce-traceparent"] = Sample.TraceParent,
        ["ce-correlationid"] = "story-1",
        ["ce-hops"] = "2",
        ["content-type"] = "application/json",
    };

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.StopAsync();
        _host.Dispose();
    }
}
