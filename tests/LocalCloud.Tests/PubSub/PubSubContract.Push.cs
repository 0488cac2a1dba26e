using System.Text.Json.Nodes;

namespace Shop.LocalCloud.Tests.PubSub;

public abstract partial class PubSubContract
{
    [SkippableFact]
    public async Task UnwrappedPush_IsTheMessageItself()
    {
        await WithTopicAsync("unwrapped");
        await using var receiver = await PushReceiver.StartAsync();
        await CreateAsync("push", $$"""
            , "pushConfig": {"pushEndpoint": "{{receiver.Address}}", "noWrapper": {"writeMetadata": true} }
            """);

        var id = await PublishAsync("""
            {"data": "e30=", "attributes": {"ce-id": "e1", "content-type": "application/json", "k": "naïve"}}
            """);

        var push = await receiver.NextAsync();
        Assert.Equal("{}", push.Text);
        Assert.Equal("e1", push.Headers["ce-id"]);
        Assert.Equal("application/json", push.Headers["content-type"]);
        Assert.Equal("naïve", push.Headers["k"]);
        Assert.Equal(id, push.Headers["x-goog-pubsub-message-id"]);
        Assert.Equal(
            $"projects/{_project}/subscriptions/push", push.Headers["x-goog-pubsub-subscription-name"]);
        Assert.Matches(
            @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", push.Headers["x-goog-pubsub-publish-time"]);
    }

    [SkippableFact]
    public async Task UnwrappedPushWithoutMetadata_IsTheDataAlone()
    {
        await WithTopicAsync("bare");
        await using var receiver = await PushReceiver.StartAsync();
        await CreateAsync(
            "push", $$""", "pushConfig": {"pushEndpoint": "{{receiver.Address}}", "noWrapper": {} }""");

        await PublishAsync("""
            {"data": "e30=", "attributes": {"ce-id": "e1", "content-type": "text/plain"}}
            """);

        var push = await receiver.NextAsync();
        Assert.Equal("{}", push.Text);
        Assert.False(push.Headers.ContainsKey("ce-id"));
        Assert.Equal("application/x-www-form-urlencoded", push.Headers["content-type"]);
    }

    [SkippableFact]
    public async Task WrappedPush_IsJsonAboutTheMessage()
    {
        await WithTopicAsync("wrapped");
        await using var receiver = await PushReceiver.StartAsync();
        await CreateAsync("push", $$""", "pushConfig": {"pushEndpoint": "{{receiver.Address}}"}""");

        var id = await PublishAsync("""{"data": "/wA=", "attributes": {"a b": "naïve"}}""");

        var push = await receiver.NextAsync();
        var body = JsonNode.Parse(push.Text)!;
        var message = body["message"]!;
        Assert.Equal("application/json", push.Headers["content-type"]);
        Assert.Equal($"projects/{_project}/subscriptions/push", body["subscription"]!.GetValue<string>());
        Assert.Equal("/wA=", message["data"]!.GetValue<string>());
        Assert.Equal("naïve", message["attributes"]!["a b"]!.GetValue<string>());
        Assert.Equal((id, id), (Text(message, "messageId"), Text(message, "message_id")));
        Assert.Equal(Text(message, "publishTime"), Text(message, "publish_time"));
    }

    [SkippableFact]
    public async Task RefusedPush_ComesAgain()
    {
        await WithTopicAsync("again");
        await using var receiver = await PushReceiver.StartAsync(500, 429);
        await CreateAsync("push", $$"""
            , "pushConfig": {"pushEndpoint": "{{receiver.Address}}", "noWrapper": {"writeMetadata": true} },
            "retryPolicy": {"minimumBackoff": "0.1s", "maximumBackoff": "0.2s"}
            """);

        var id = await PublishAsync("""{"data": "e30="}""");

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Equal(id, (await receiver.NextAsync()).Headers["x-goog-pubsub-message-id"]);
        }
    }

    [SkippableFact]
    public async Task PullSubscriptionThatGetsAnEndpoint_IsPushed()
    {
        await WithTopicAsync("changes");
        await using var receiver = await PushReceiver.StartAsync();
        await CreateAsync("watch", "");

        await ExpectAsync(
            "POST", "subscriptions/watch:modifyPushConfig",
            $$"""{"pushConfig": {"pushEndpoint": "{{receiver.Address}}", "noWrapper": {} } }""", 200, "{}");
        await PublishAsync("""{"data": "aGVsbG8="}""");

        Assert.Equal("hello", (await receiver.NextAsync()).Text);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
