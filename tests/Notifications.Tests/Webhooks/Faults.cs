using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Shop.Notifications.Hosts;
using Shop.Notifications.Tests.Hosting;
using Shop.Notifications.Webhooks;

namespace Shop.Notifications.Tests.Webhooks;

/// <summary>Receivers that fail in every way a server can.</summary>
public sealed class Faults
{
    [Fact]
    public async Task ReceiverThatHangs_IsGivenUpAndTriedAgain()
    {
        var hanging = true;
        await using var receiver = await Receiver.StartAsync(context =>
            hanging ? Task.Delay(Timeout.Infinite, context.RequestAborted) : Task.CompletedTask);
        await using var server = await NotificationsServer.StartAsync();
        var push = server.ConfirmAsync(receiver.Url);
        await receiver.CalledAsync();

        server.Clock.Advance(WebhookClient.CallTimeout);

        Assert.Equal(503, await push);
        Assert.Contains(
            "did not answer within 10 seconds", Assert.Single(server.Log.OfTelling),
            StringComparison.Ordinal);
        hanging = false;
        Assert.Equal(200, await server.ConfirmAsync(receiver.Url));
        Assert.Equal(["webhook"], server.Results);
    }

    [Fact]
    public async Task CertificateOfNobodyTrusted_IsTriedAgainUntilTheNoticeIsTooOld()
    {
        using var certificate = SelfSigned();
        await using var receiver = await Receiver.StartAsync(_ => Task.CompletedTask, certificate);
        await using var server = await NotificationsServer.StartAsync();
        var time = server.Clock.GetUtcNow();

        Assert.Equal(503, await server.ConfirmAsync(receiver.Url, time: time));
        Assert.Contains("certificate", Assert.Single(server.Log.OfTelling), StringComparison.Ordinal);
        server.Clock.Advance(TimeSpan.FromHours(13));
        Assert.Equal(200, await server.ConfirmAsync(receiver.Url, time: time));

        Assert.Equal(["expired"], server.Results);
        Assert.Contains(
            "certificate", server.Said[0].Data.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(receiver.Calls);
    }

    [Fact]
    public async Task ConnectionThatIsReset_IsTriedAgain()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var accepting = Task.Run(async () =>
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                _ = await client.GetStream().ReadAsync(new byte[16]);
                // Not an orderly end but a reset.
                client.LingerState = new LingerOption(true, 0);
            }
        });
        await using var server = await NotificationsServer.StartAsync();
        var url = new Uri($"http://{listener.LocalEndpoint}/");

        Assert.Equal(503, await server.ConfirmAsync(url));

        Assert.Contains(
            "could not be reached", Assert.Single(server.Log.OfTelling), StringComparison.Ordinal);
        Assert.Empty(server.Store.Documents);
        listener.Stop();
        await Assert.ThrowsAnyAsync<Exception>(() => accepting);
    }

    [Fact]
    public async Task PortWhereNobodyListens_IsTriedAgain()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://{listener.LocalEndpoint}/");
        listener.Stop();
        await using var server = await NotificationsServer.StartAsync();

        Assert.Equal(503, await server.ConfirmAsync(url));

        Assert.Contains("ConnectionRefused", Assert.Single(server.Log.OfTelling), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeadersWithoutEnd_AreCutOffAndTriedAgain()
    {
        await using var receiver = await Receiver.StartAsync(
            200, [.. Enumerable.Range(0, 40).Select(number => ($"x-{number}", new string('x', 1024)))]);
        await using var server = await NotificationsServer.StartAsync();

        Assert.Equal(503, await server.ConfirmAsync(receiver.Url));

        Assert.Contains("16 KiB of headers", Assert.Single(server.Log.OfTelling), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(503, "Fri, 02 Jan 2026 03:06:05 GMT", 120)]
    [InlineData(500, "120", 0)]
    public async Task RetryAfter_IsWaitedFor(int status, string value, int seconds)
    {
        await using var receiver = await Receiver.StartAsync(status, ("Retry-After", value));
        await using var server = await NotificationsServer.StartAsync();
        await server.ConfirmAsync(receiver.Url);
        if (seconds > 0)
        {
            server.Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
            Assert.Equal(503, await server.ConfirmAsync(receiver.Url));
            Assert.Single(receiver.Calls);
            server.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(503, await server.ConfirmAsync(receiver.Url));

        Assert.Equal(2, receiver.Calls.Count);
    }

    [Fact]
    public async Task HostThatKeepsFailing_IsAnsweredForFromMemory()
    {
        var limits = new GateLimits();
        var status = 500;
        await using var receiver = await Receiver.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        await using var server = await NotificationsServer.StartAsync();
        for (var call = 0; call < limits.FailuresMax + 3; call++)
        {
            Assert.Equal(503, await server.ConfirmAsync(receiver.Url));
        }
        Assert.Equal(limits.FailuresMax, receiver.Calls.Count);
        server.Clock.Advance(limits.PauseMin);
        status = 200;

        Assert.Equal(200, await server.ConfirmAsync(receiver.Url));

        Assert.Equal(limits.FailuresMax + 1, receiver.Calls.Count);
        Assert.Equal(["webhook"], server.Results);
    }

    [Fact]
    public async Task DeadHost_HoldsFewPlacesAndNoHealthyOneUp()
    {
        var limits = new GateLimits();
        await using var dead = await Receiver.StartAsync(
            context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var healthy = await Receiver.StartAsync(200);
        await using var server = await NotificationsServer.StartAsync();
        var held = Enumerable.Range(0, limits.InFlightMax)
            .Select(number => server.ConfirmAsync(dead.Url, $"dead-{number}"))
            .ToList();
        for (var call = 0; call < limits.InFlightMax; call++)
        {
            await dead.CalledAsync();
        }

        // All of these end while the dead host still holds on to what it has.
        for (var number = 0; number < 10; number++)
        {
            Assert.Equal(503, await server.ConfirmAsync(dead.Url, $"more-{number}"));
            Assert.Equal(200, await server.ConfirmAsync(healthy.Url, $"well-{number}"));
        }

        Assert.Equal(limits.InFlightMax, dead.Calls.Count);
        Assert.Equal(10, healthy.Calls.Count);
        Assert.All(held, waiting => Assert.False(waiting.IsCompleted));
        server.Clock.Advance(WebhookClient.CallTimeout);
        Assert.All(await Task.WhenAll(held), status => Assert.Equal(503, status));
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var day = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return request.CreateSelfSigned(day, day.AddYears(100));
    }
}
