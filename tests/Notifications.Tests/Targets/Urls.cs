using System.Net;
using Microsoft.Extensions.Configuration;
using Shop.Eventing;
using Shop.Notifications.Targets;

namespace Shop.Notifications.Tests.Targets;

public sealed class Urls
{
    [Theory]
    [InlineData("https://customer.example/", true, true)]
    [InlineData("https://customer.example:8443/", true, true)]
    [InlineData("https://customer.example:22/", true, true)]
    [InlineData("http://customer.example/", false, true)]
    [InlineData("http://127.0.0.1:8080/", false, true)]
    [InlineData("https://anna:pass@customer.example/", false, false)]
    [InlineData("https://anna@customer.example/", false, false)]
    [InlineData("https://customer.example:0/", false, false)]
    [InlineData("ftp://customer.example/", false, false)]
    [InlineData("file:///etc/passwd", false, false)]
    public void Url_IsJudgedByItsForm(string url, bool inPublic, bool locally)
    {
        Assert.Equal(inPublic, WebhookTargets.Public.Refusal(new Uri(url)) is null);
        Assert.Equal(locally, WebhookTargets.Any.Refusal(new Uri(url)) is null);
    }

    [Theory]
    [InlineData("https://127.1/")]
    [InlineData("https://0x7f.0.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[0:0:0:0:0:0:0:1]/")]
    public async Task OtherSpellingsOfLoopback_AreSeenThrough(string url)
    {
        // The machine's own resolver understands even more spellings than Uri does; what counts is where it
        // would go.
        var connector = new CheckedConnector(
            WebhookTargets.Public,
            new SystemResolver(),
            (_, _) => throw new InvalidOperationException("connected"),
            TimeProvider.System);
        var target = new Uri(url);

        await Assert.ThrowsAsync<ForbiddenTargetException>(
            async () => await connector.ConnectAsync(new DnsEndPoint(target.IdnHost, target.Port), default));
    }

    [Theory]
    [InlineData(null, null, false, null)]
    [InlineData("public", "svc", false, null)]
    [InlineData("any", null, true, null)]
    [InlineData("any", "svc", false, "WEBHOOK_TARGETS is 'any'")]
    [InlineData("all", null, false, "WEBHOOK_TARGETS is 'all'")]
    public void Targets_AreConfigured(string? value, string? service, bool any, string? fault)
    {
        var settings = new Settings(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["WEBHOOK_TARGETS"] = value,
                ["K_SERVICE"] = service,
            }).Build());

        var targets = WebhookTargets.Read(settings);

        Assert.Equal(any, targets.Refusal(IPAddress.Loopback) is null);
        var thrown = Record.Exception(settings.ThrowIfFaulty);
        Assert.Equal(fault is null, thrown is null);
        Assert.Contains(fault ?? "", thrown?.Message ?? "", StringComparison.Ordinal);
    }
}
