using System.Text.Json.Nodes;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;

namespace Shop.LocalCloud.Tests.PubSub;

public sealed class OddMessageTests : IAsyncLifetime
{
    private LocalPubSub _local = null!;
    private PushReceiver _receiver = null!;

    public async Task InitializeAsync()
    {
        _receiver = await PushReceiver.StartAsync();
        _local = await LocalPubSub.StartAsync();
        await _local.CreateAsync("push", PushTests.PushTo(_receiver.Address));
    }

    public async Task DisposeAsync()
    {
        await _local.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task LargestAttributes_AreAllHeaders()
    {
        var attributes = Enumerable.Range(0, 100).ToDictionary(
            number => $"{number}".PadLeft(256, 'k'), number => new string((char)('a' + (number % 26)), 1024));
        await _local.PublishAsync(new PubsubMessage { Attributes = { attributes } });

        var push = await _receiver.NextAsync();

        Assert.All(attributes, pair => Assert.Equal(pair.Value, push.Headers[pair.Key]));
        Assert.Empty(push.Body);
    }

    [Fact]
    public async Task BytesThatAreNoText_ArriveAsTheyAre()
    {
        var data = Enumerable.Range(0, 256).Select(number => (byte)number).ToArray();
        await _local.PublishAsync(new PubsubMessage { Data = ByteString.CopyFrom(data) });

        var push = await _receiver.NextAsync();

        Assert.Equal(data, push.Body);
        Assert.Equal("application/x-www-form-urlencoded", push.Headers["content-type"]);
    }

    [Fact]
    public async Task NoData_IsAnEmptyBody()
    {
        await _local.PublishAsync(new PubsubMessage { Attributes = { ["only"] = "" } });

        var push = await _receiver.NextAsync();

        Assert.Empty(push.Body);
        Assert.Equal("", push.Headers["only"]);
        Assert.Equal("0", push.Headers["content-length"]);
    }

    [Fact]
    public async Task ValueBeyondAscii_ArrivesAsUtf8()
    {
        await _local.PublishAsync(new PubsubMessage { Attributes = { ["ce-subject"] = "naïve ☃ %41" } });

        Assert.Equal("naïve ☃ %41", (await _receiver.NextAsync()).Headers["ce-subject"]);
    }

    [Fact]
    public async Task AttributesThatPretendToBeMetadata_AreReplaced()
    {
        var id = await _local.PublishAsync(new PubsubMessage
        {
            Attributes = { ["X-Goog-Pubsub-Message-Id"] = "forged", ["Content-Language"] = "de" },
        });

        var push = await _receiver.NextAsync();

        Assert.Equal(id, push.Headers["x-goog-pubsub-message-id"]);
        Assert.Equal("de", push.Headers["content-language"]);
    }

    [Fact]
    public async Task WithoutMetadata_NoAttributeIsSent()
    {
        await _local.SendAsync("POST", "subscriptions/push:modifyPushConfig", $$"""
            {"pushConfig": {"pushEndpoint": "{{_receiver.Address}}", "noWrapper": {} } }
            """);
        await _local.PublishAsync(new PubsubMessage
        {
            Data = ByteString.CopyFromUtf8("a"),
            Attributes = { ["ce-id"] = "e1", ["content-type"] = "text/plain", ["a b"] = "no header" },
        });

        var push = await _receiver.NextAsync();

        Assert.Equal("a", push.Text);
        Assert.False(push.Headers.ContainsKey("ce-id"));
        Assert.DoesNotContain(
            push.Headers.Keys, name => name.StartsWith("x-goog", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task LargeWrappedMessage_IsPushed()
    {
        await _local.SendAsync("POST", "subscriptions/push:modifyPushConfig", $$"""
            {"pushConfig": {"pushEndpoint": "{{_receiver.Address}}"} }
            """);
        var data = new byte[9_000_000];
        await _local.PublishAsync(new PubsubMessage { Data = ByteString.CopyFrom(data) });

        var message = JsonNode.Parse((await _receiver.NextAsync()).Body)!["message"]!;

        Assert.Equal(data, Convert.FromBase64String(message["data"]!.GetValue<string>()));
    }
}
