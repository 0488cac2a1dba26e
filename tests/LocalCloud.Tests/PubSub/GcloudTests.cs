using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace Shop.LocalCloud.Tests.PubSub;

/// <summary>Google's own command-line tool, which people will point at the local cloud.</summary>
public sealed class GcloudTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _config = Directory.CreateTempSubdirectory("gcloud-").FullName;

    public void Dispose() => Directory.Delete(_config, recursive: true);

    [SkippableFact]
    public async Task MessagePublishedWithGcloud_IsPulledWithGcloud()
    {
        await using var local = await LocalPubSub.StartAsync();

        await RunAsync(local, "pubsub", "subscriptions", "create", "watch", "--topic=orders");
        var published = await RunAsync(
            local, "pubsub", "topics", "publish", "orders", "--message={\"a\": 1}",
            "--attribute=ce-id=e1,ce-type=shop.order.placed.v1,content-type=application/json");
        var pulled =
            await RunAsync(local, "pubsub", "subscriptions", "pull", "watch", "--auto-ack", "--limit=10");
        var topics = await RunAsync(local, "pubsub", "topics", "list");

        var message = Assert.Single(pulled.AsArray())!["message"]!;
        Assert.Equal(
            published["messageIds"]![0]!.GetValue<string>(), message["messageId"]!.GetValue<string>());
        Assert.Equal("{\"a\": 1}", Text(message["data"]!));
        Assert.Equal("shop.order.placed.v1", message["attributes"]!["ce-type"]!.GetValue<string>());
        Assert.Equal(
            "projects/local/topics/orders", Assert.Single(topics.AsArray())!["name"]!.GetValue<string>());
        local.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(await local.PullAsync());
    }

    [SkippableFact]
    public async Task PushSubscription_IsCreatedChangedAndDeletedWithGcloud()
    {
        await using var local = await LocalPubSub.StartAsync();
        await using var receiver = await PushReceiver.StartAsync();

        await RunAsync(
            local, "pubsub", "subscriptions", "create", "push", "--topic=orders",
            $"--push-endpoint={receiver.Address}", "--push-no-wrapper", "--push-no-wrapper-write-metadata",
            "--min-retry-delay=1s", "--dead-letter-topic=orders", "--max-delivery-attempts=7");
        await RunAsync(local, "pubsub", "subscriptions", "update", "push", "--ack-deadline=33");
        var shown = await RunAsync(local, "pubsub", "subscriptions", "describe", "push");
        await local.PublishAsync(PushTests.Event("e1"));
        await RunAsync(local, "pubsub", "subscriptions", "delete", "push");
        var left = await RunAsync(local, "pubsub", "subscriptions", "list");

        Assert.Equal("e1", (await receiver.NextAsync()).Headers["ce-id"]);
        Assert.Equal(33, shown["ackDeadlineSeconds"]!.GetValue<int>());
        Assert.Equal("1s", shown["retryPolicy"]!["minimumBackoff"]!.GetValue<string>());
        Assert.Equal(7, shown["deadLetterPolicy"]!["maxDeliveryAttempts"]!.GetValue<int>());
        Assert.True(shown["pushConfig"]!["noWrapper"]!["writeMetadata"]!.GetValue<bool>());
        Assert.Empty(left.AsArray());
    }

    private async Task<JsonNode> RunAsync(LocalPubSub local, params string[] arguments)
    {
        var gcloud = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "gcloud")).FirstOrDefault(File.Exists);
        Skip.If(gcloud is null, "gcloud is not installed.");
        var start = new ProcessStartInfo(gcloud, [.. arguments, "--format=json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["CLOUDSDK_API_ENDPOINT_OVERRIDES_PUBSUB"] = $"http://{local.Server.Host}/",
                ["CLOUDSDK_AUTH_DISABLE_CREDENTIALS"] = "true",
                ["CLOUDSDK_CORE_PROJECT"] = "local",
                ["CLOUDSDK_CORE_DISABLE_PROMPTS"] = "1",
                ["CLOUDSDK_CONFIG"] = _config,
            },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        output.WriteLine($"$ gcloud {string.Join(' ', arguments)}\n{await errors}{answer}");
        Assert.Equal(0, process.ExitCode);
        return JsonNode.Parse(answer)!;
    }

    private static string Text(JsonNode base64) =>
        System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(base64.GetValue<string>()));
}
