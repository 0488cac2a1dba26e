using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Shop.Notifications.Tests.Hosting;

/// <summary>A call as a receiver saw it.</summary>
internal sealed record ReceivedCall(
    string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>A customer's server: notes each call, and answers as the test wants it.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly ConcurrentQueue<ReceivedCall> _calls = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private Receiver(RequestDelegate answer, X509Certificate2? certificate) => _host = new HostBuilder()
        .ConfigureWebHost(web => web
            .UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            }))
            .Configure(app => app.Run(async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                _calls.Enqueue(new ReceivedCall(
                    context.Request.Method,
                    context.Request.Path + context.Request.QueryString,
                    context.Request.Headers.ToDictionary(
                        header => header.Key.ToLowerInvariant(), header => header.Value.ToString()),
                    body.ToArray()));
                _arrived.Release();
                await answer(context);
            })))
        .Build();

    public IReadOnlyList<ReceivedCall> Calls => [.. _calls];

    public Uri Url { get; private set; } = null!;

    public static Task<Receiver> StartAsync(int status, params (string Name, string Value)[] headers) =>
        StartAsync(context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }
        return Task.CompletedTask;
    });

    public static async Task<Receiver> StartAsync(
        RequestDelegate answer, X509Certificate2? certificate = null)
    {
        var receiver = new Receiver(answer, certificate);
        await receiver._host.StartAsync();
        var address = receiver._host.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        receiver.Url = new Uri(address + "/orders?token=hush");
        return receiver;
    }

    /// <summary>Completes with the next call that was not waited for.</summary>
    public Task CalledAsync() => _arrived.WaitAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _arrived.Dispose();
    }
}
