using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Shop.LocalCloud.Feed;
using Shop.LocalCloud.Hosting;
using Shop.LocalCloud.PubSub.Push;

namespace Shop.LocalCloud.Tests.PubSub;

/// <summary>What a process leaves behind when it is killed: the file as it is at that moment.</summary>
public sealed class JournalTests
{
    [Fact]
    public async Task WhateverWasAcknowledged_IsInTheFileAtThatMoment()
    {
        await using var local = await LocalPubSub.StartAsync();
        await local.SubscribeAsync();
        var published = await Task.WhenAll(Enumerable.Range(0, 200).Select(number =>
            local.PublishAsync(new PubsubMessage { Data = ByteString.CopyFromUtf8($"{number}") })));

        await using var after = await local.KillAsync();

        Assert.Equal(
            published.Order(), (await after.PullAsync()).Select(one => one.Message.MessageId).Order());
        Assert.DoesNotContain(await after.PublishAsync(PushTests.Event("e1")), published);
    }

    [Fact]
    public async Task SubscriptionsOfUsers_SurviveWithAllTheirSettings()
    {
        await using var local = await LocalPubSub.StartAsync();
        await local.CreateAsync("push", """
            {
              "topic": "projects/local/topics/orders", "ackDeadlineSeconds": 77, "labels": {"a": "b"},
              "pushConfig": {
                "pushEndpoint": "http://127.0.0.1:9/x?y=z", "attributes": {"x-goog-version": "v1"},
                "oidcToken": {"serviceAccountEmail": "a@b.c", "audience": "d"},
                "noWrapper": {"writeMetadata": true}
              },
              "retryPolicy": {"minimumBackoff": "1.5s"},
              "deadLetterPolicy": {"deadLetterTopic": "projects/local/topics/orders"},
              "messageRetentionDuration": "3600s", "expirationPolicy": {"ttl": "86400s"}
            }
            """);
        var (_, before) = await local.SendAsync("GET", "subscriptions/push");

        await using var killed = await local.KillAsync();

        var (_, after) = await killed.SendAsync("GET", "subscriptions/push");
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
        Assert.Equal("600s", after["retryPolicy"]!["maximumBackoff"]!.GetValue<string>());
        Assert.Equal(5, after["deadLetterPolicy"]!["maxDeliveryAttempts"]!.GetValue<int>());
    }

    [Fact]
    public async Task UndeliveredMessages_AreDeliveredByTheNextProcess()
    {
        var addresses = new FunctionAddresses();
        var declared = new PushSettings
        {
            Subscriptions =
            [
                new("projects/local/subscriptions/orders-orders", LocalPubSub.Topic.ToString(), "Orders"),
            ],
            Addresses = addresses,
        };
        var local = await LocalPubSub.StartAsync(declared);
        await local.PublishAsync(PushTests.Event("e1"));

        await using var killed = await local.KillAsync();
        await local.DisposeAsync();

        await using var receiver = await PushReceiver.StartAsync();
        addresses.Set("Orders", receiver.Address);
        Assert.Equal("e1", (await receiver.NextAsync()).Headers["ce-id"]);
        await PushTests.EntryAsync(killed, FeedKind.Delivered);
    }

    [Fact]
    public async Task DeathBetweenDeadLetterAndRemoval_LeavesTheMessageTwiceRatherThanNowhere()
    {
        var declared = new PushSettings
        {
            Subscriptions =
            [
                new("projects/local/subscriptions/orders-orders", LocalPubSub.Topic.ToString(), "Orders")
                {
                    DeadLetterTopic = LocalPubSub.DeadTopic.ToString(),
                    Attempts = 5,
                },
            ],
        };
        await using var local = await LocalPubSub.StartAsync(declared);
        await using var receiver = await PushReceiver.StartAsync();
        receiver.Answer = 500;
        await local.SubscribeAsync("dead", LocalPubSub.DeadTopic);
        await local.PublishAsync(PushTests.Event("e1"));
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            declared.Addresses.Set("Orders", receiver.Address);
            await PushTests.EntryAsync(local, FeedKind.DeliveryFailed, attempt);
        }
        declared.Addresses.Remove("Orders");
        var lost = false;

        await local.RestartAsync(journal =>
        {
            var lines = File.ReadAllLines(journal);
            lost = lines[^1].StartsWith("""{"removed":["1"]""", StringComparison.Ordinal);
            File.WriteAllLines(journal, lines[..^1]);
        });

        Assert.True(lost);
        var once = Assert.Single(await local.PullAsync("dead"));
        Assert.Equal("e1", once.Message.Attributes["ce-id"]);
        declared.Addresses.Set("Orders", receiver.Address);
        while ((await local.PullAsync("dead")).Count == 0)
        {
            await Task.Yield();
        }
    }

    [Fact]
    public async Task LineInTheMiddleThatSaysNothing_IsReported()
    {
        var said = new List<string>();
        await using var local = await LocalPubSub.StartAsync(new PushSettings { Log = said.Add });
        await local.SubscribeAsync();
        await local.PublishAsync(PushTests.Event("e1"));

        await local.RestartAsync(journal =>
        {
            var lines = File.ReadAllLines(journal);
            string[] spoilt = [lines[0], """{"quux":1}""", .. lines[1..], "{\"cut"];
            File.WriteAllText(journal, string.Join('\n', spoilt));
        });

        Assert.Single(await local.PullAsync());
        Assert.Contains("cannot be read", Assert.Single(said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Journal_IsBoundedByWhatItHolds()
    {
        await using var local = await LocalPubSub.StartAsync();
        await local.SubscribeAsync();
        var message = new PubsubMessage { Data = ByteString.CopyFrom(new byte[3_000_000]) };

        for (var count = 0; count < 25; count++)
        {
            await local.PublishAsync(message);
            var ackId = Assert.Single(await local.PullAsync()).AckId;
            await local.SendAsync(
                "POST", "subscriptions/watch:acknowledge", $$"""{"ackIds": ["{{ackId}}"]}""");
        }

        // 25 times 4 MB of base64 went through.
        Assert.InRange(new FileInfo(local.Journal).Length, 1, 40 * 1024 * 1024);
        Assert.Empty(await local.PullAsync());
    }

    [Fact]
    public async Task MessageOlderThanItsRetention_IsDroppedAndToldOf()
    {
        var said = new List<string>();
        await using var local = await LocalPubSub.StartAsync(new PushSettings { Log = said.Add });
        await local.CreateAsync("watch", """
            {"topic": "projects/local/topics/orders", "messageRetentionDuration": "600s"}
            """);
        await local.PublishAsync(PushTests.Event("e1"));
        local.Time.Advance(TimeSpan.FromSeconds(300));
        await local.PublishAsync(PushTests.Event("e2"));

        local.Time.Advance(TimeSpan.FromSeconds(301));

        Assert.Equal("e2", Assert.Single(await local.PullAsync()).Message.Attributes["ce-id"]);
        Assert.Equal(
            "Pub/Sub: projects/local/subscriptions/watch dropped 1 message(s): "
            + "not acknowledged within 0.2 hours.",
            Assert.Single(said));
    }

    [Fact]
    public async Task SubscriptionThatIsNoLongerDeclared_IsDeleted()
    {
        var said = new List<string>();
        var declared = new PushSettings
        {
            Subscriptions =
            [
                new("projects/local/subscriptions/orders-orders", LocalPubSub.Topic.ToString(), "Orders"),
                new("projects/local/subscriptions/views-orders", LocalPubSub.Topic.ToString(), "Views"),
            ],
            Log = said.Add,
        };
        await using var local = await LocalPubSub.StartAsync(declared);
        await local.SubscribeAsync();
        await local.PublishAsync(PushTests.Event("e1"));

        local.Push = declared with { Subscriptions = [declared.Subscriptions[0]] };
        await local.RestartAsync();

        var (_, listed) = await local.SendAsync("GET", "topics/orders/subscriptions");
        Assert.Equal(
            ["projects/local/subscriptions/orders-orders", "projects/local/subscriptions/watch"],
            listed["subscriptions"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.EndsWith("deleted with 1 message(s).", Assert.Single(said), StringComparison.Ordinal);
    }
}
