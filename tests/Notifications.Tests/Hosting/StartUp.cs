namespace Shop.Notifications.Tests.Hosting;

public sealed class StartUp
{
    [Fact]
    public async Task CompleteEnvironment_Starts()
    {
        await using var server = await NotificationsServer.StartAsync(
            changes: [("WEBHOOK_TARGETS", null), ("K_SERVICE", "notifications")]);

        Assert.DoesNotContain(server.Log.All, record => record.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public void AllFaultsOfTheEnvironment_AreToldTogether()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => new NotificationsServer(
            changes:
            [
                ("GOOGLE_CLOUD_PROJECT", null),
                ("NOTIFICATIONS_TOPIC", "notifications"),
                ("DEAD_LETTERS_TOPIC", null),
                ("WEBHOOK_SECRETS", "hush"),
                ("WEBHOOK_TARGETS", "any"),
                ("K_SERVICE", "notifications"),
            ]));

        Assert.All(
            ["GOOGLE_CLOUD_PROJECT", "NOTIFICATIONS_TOPIC", "DEAD_LETTERS_TOPIC", "WEBHOOK_SECRETS",
                "WEBHOOK_TARGETS"],
            name => Assert.Contains(name, fault.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("hush", fault.Message, StringComparison.Ordinal);
    }
}
