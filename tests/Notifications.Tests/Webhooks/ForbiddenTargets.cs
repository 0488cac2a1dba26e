using Shop.Contracts;
using Shop.Notifications.Tests.Hosting;
using Shop.Notifications.Tests.Targets;

namespace Shop.Notifications.Tests.Webhooks;

public sealed class ForbiddenTargets
{
    [Theory]
    [InlineData("http://customer.example/", "not https")]
    [InlineData("https://127.0.0.1/", "loopback")]
    [InlineData("https://localhost/", "loopback")]
    [InlineData("https://169.254.169.254/computeMetadata/v1/", "link-local")]
    [InlineData("https://[::ffff:10.0.0.1]/", "disguise")]
    [InlineData("https://[fd20:ce::254]/", "private")]
    [InlineData("https://customer.example:0/", "port 0")]
    public async Task ForbiddenUrl_FailsForGoodAndIsSaid(string url, string why)
    {
        await using var server = await NotificationsServer.StartAsync(changes: ("WEBHOOK_TARGETS", "public"));

        Assert.Equal(200, await server.ConfirmAsync(new Uri(url)));

        var (type, said) = Assert.Single(server.Said);
        Assert.Equal(EventContracts.NotificationFailed.Type, type);
        Assert.Equal("forbidden-target", said.GetProperty("reason").GetString());
        Assert.Contains(why, said.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NameThatLeadsInside_FailsForGood()
    {
        await using var server = await NotificationsServer.StartAsync(
            new ScriptedResolver(["10.0.0.7"]), ("WEBHOOK_TARGETS", null));

        Assert.Equal(200, await server.ConfirmAsync(new Uri("https://innocent.example/")));

        Assert.Equal(["forbidden-target"], server.Results);
    }

    [Fact]
    public async Task LocalServer_IsNotCalledInPublicMode()
    {
        await using var receiver = await Receiver.StartAsync(200);
        await using var server = await NotificationsServer.StartAsync(changes: ("WEBHOOK_TARGETS", "public"));
        var secure = new UriBuilder(receiver.Url) { Scheme = "https" }.Uri;

        await server.ConfirmAsync(receiver.Url, "plain");
        await server.ConfirmAsync(secure, "secure");

        Assert.Equal(["forbidden-target", "forbidden-target"], server.Results);
        Assert.Empty(receiver.Calls);
    }

    [Fact]
    public async Task NameThatNobodyCanResolve_IsTriedAgain()
    {
        await using var server = await NotificationsServer.StartAsync(
            new ScriptedResolver(Array.Empty<string>()));

        Assert.Equal(503, await server.ConfirmAsync(new Uri("https://nowhere.example/")));

        Assert.Contains("has no address", Assert.Single(server.Log.OfTelling), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserInTheUrl_BreaksTheContractOfTheEvent()
    {
        await using var server = await NotificationsServer.StartAsync();

        Assert.Equal(200, await server.ConfirmAsync(new Uri("https://anna:pass@customer.example/")));

        var letter = Assert.Single(server.Bus.Published).Message;
        Assert.Equal("contract-violation", letter.Attributes["dl-reason"]);
    }
}
