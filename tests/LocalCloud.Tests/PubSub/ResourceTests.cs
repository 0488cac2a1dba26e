using System.Text.Json.Nodes;
using Google.Cloud.PubSub.V1;
using Grpc.Core;

namespace Shop.LocalCloud.Tests.PubSub;

public sealed class ResourceTests
{
    [Fact]
    public async Task TopicsOfTheSuite_AreThereFromTheStart()
    {
        await using var local = await LocalPubSub.StartAsync();

        var (code, body) = await local.SendAsync("GET", "topics");

        Assert.Equal(200, code);
        Assert.Equal("""{"topics":[{"name":"projects/local/topics/orders"}]}""", body.ToJsonString());
    }

    [Fact]
    public async Task TopicCreatedByGrpc_IsSeenByRest()
    {
        await using var local = await LocalPubSub.StartAsync();
        var api = await local.ApiAsync();
        var name = TopicName.FromProjectTopic("local", "a.b_c~d+e%-1");

        await api.CreateTopicAsync(new Topic { TopicName = name, Labels = { ["team"] = "shop" } });

        var (code, body) = await local.SendAsync("GET", "topics/" + Uri.EscapeDataString(name.TopicId));
        Assert.Equal(200, code);
        Assert.Equal("shop", body["labels"]!["team"]!.GetValue<string>());
        Assert.Equal(name, (await api.GetTopicAsync(name)).TopicName);
    }

    [Fact]
    public async Task TopicCreatedTwice_ExistsAlready()
    {
        await using var local = await LocalPubSub.StartAsync();
        var api = await local.ApiAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => api.CreateTopicAsync(LocalPubSub.Topic));
        var (code, body) = await local.SendAsync("PUT", "topics/orders", "{}");

        Assert.Equal(StatusCode.AlreadyExists, failure.StatusCode);
        Assert.Equal(409, code);
        Assert.Equal("ALREADY_EXISTS", body["error"]!["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("1abc")]
    [InlineData("googles")]
    [InlineData("a b c")]
    [InlineData("abc\n")]
    public async Task BadName_IsInvalid(string id)
    {
        await using var local = await LocalPubSub.StartAsync();

        var (topic, _) = await local.SendAsync("PUT", "topics/" + Uri.EscapeDataString(id), "{}");
        var (subscription, _) = await local.SendAsync(
            "PUT", "subscriptions/" + Uri.EscapeDataString(id), $$"""{"topic": "{{LocalPubSub.Topic}}"}""");

        Assert.Equal(400, topic);
        Assert.Equal(400, subscription);
    }

    [Theory]
    [InlineData(255, 200)]
    [InlineData(256, 400)]
    public async Task LengthOfAName_IsBounded(int length, int expected)
    {
        await using var local = await LocalPubSub.StartAsync();

        var (code, _) = await local.SendAsync("PUT", "topics/" + new string('a', length), "{}");

        Assert.Equal(expected, code);
    }

    [Fact]
    public async Task List_IsPaged()
    {
        await using var local = await LocalPubSub.StartAsync();
        await local.SendAsync("PUT", "topics/images", "{}");
        await local.SendAsync("PUT", "topics/payments", "{}");

        var (_, first) = await local.SendAsync("GET", "topics?pageSize=2");
        var token = Uri.EscapeDataString(first["nextPageToken"]!.GetValue<string>());
        var (_, second) = await local.SendAsync("GET", $"topics?pageSize=2&pageToken={token}");

        Assert.Equal(2, first["topics"]!.AsArray().Count);
        Assert.Equal(
            "projects/local/topics/payments",
            Assert.Single(second["topics"]!.AsArray())!["name"]!.GetValue<string>());
        Assert.Null(second["nextPageToken"]);
    }

    [Fact]
    public async Task DeletedTopic_LeavesItsSubscriptions()
    {
        await using var local = await LocalPubSub.StartAsync();
        await local.SubscribeAsync();
        await local.SendAsync("POST", "topics/orders:publish", """{"messages": [{"data": "YQ=="}]}""");
        var (_, attached) = await local.SendAsync("GET", "topics/orders/subscriptions");

        var (code, _) = await local.SendAsync("DELETE", "topics/orders");

        var (_, subscription) = await local.SendAsync("GET", "subscriptions/watch");
        Assert.Equal("""{"subscriptions":["projects/local/subscriptions/watch"]}""", attached.ToJsonString());
        Assert.Equal(200, code);
        Assert.Equal("_deleted-topic_", subscription["topic"]!.GetValue<string>());
        Assert.Single(await local.PullAsync());
        Assert.Equal(404, (await local.SendAsync("GET", "topics/orders")).Code);
    }

    [Fact]
    public async Task Subscription_IsCreatedShownListedAndDeleted()
    {
        await using var local = await LocalPubSub.StartAsync();
        await local.SubscribeAsync();

        var (_, shown) = await local.SendAsync("GET", "subscriptions/watch");
        var (_, listed) = await local.SendAsync("GET", "subscriptions");
        var (twice, _) = await local.SendAsync(
            "PUT", "subscriptions/watch", $$"""{"topic": "{{LocalPubSub.Topic}}"}""");
        var (deleted, _) = await local.SendAsync("DELETE", "subscriptions/watch");

        Assert.Equal(10, shown["ackDeadlineSeconds"]!.GetValue<int>());
        Assert.Single(listed["subscriptions"]!.AsArray());
        Assert.Equal(409, twice);
        Assert.Equal(200, deleted);
        Assert.Equal(404, (await local.SendAsync("GET", "subscriptions/watch")).Code);
    }

    [Theory]
    [InlineData("""{"topic": "projects/local/topics/none"}""", 404)]
    [InlineData("""{"topic": "projects/local/topics/orders", "ackDeadlineSeconds": 9}""", 400)]
    [InlineData("""{"topic": "projects/local/topics/orders", "ackDeadlineSeconds": 601}""", 400)]
    [InlineData("""{"topic": "projects/local/topics/orders", "enableMessageOrdering": true}""", 501)]
    [InlineData("""{"topic": "projects/local/topics/orders", "enableExactlyOnceDelivery": true}""", 501)]
    [InlineData("""{"topic": "projects/local/topics/orders", "bigqueryConfig": {"table": "t"}}""", 501)]
    [InlineData("""{"topic": "projects/local/topics/orders", "expirationPolicy": {"ttl": "3600s"}}""", 400)]
    [InlineData("""
        {"topic": "projects/local/topics/orders", "pushConfig": {"pushEndpoint": "function:"}}
        """, 400)]
    [InlineData("""{"topic": "projects/local/topics/orders", "pushConfig": {"pushEndpoint": "a"}}""", 400)]
    [InlineData("""{"topic": "projects/local/topics/orders", "filter": "attributes.a"}""", 501)]
    [InlineData("""{"topic": 7""", 400)]
    public async Task SubscriptionThatCannotBe_IsRefused(string json, int expected)
    {
        await using var local = await LocalPubSub.StartAsync();

        Assert.Equal(expected, (await local.SendAsync("PUT", "subscriptions/watch", json)).Code);
    }

    [Fact]
    public async Task LabelsOfATopic_AreUpdated()
    {
        await using var local = await LocalPubSub.StartAsync();

        var (code, updated) = await local.SendAsync(
            "PATCH", "topics/orders", """{"topic": {"labels": {"a": "b"}}, "updateMask": "labels"}""");
        var (unknown, _) = await local.SendAsync(
            "PATCH", "topics/none", """{"topic": {"labels": {"a": "b"}}, "updateMask": "labels"}""");
        await local.RestartAsync();

        Assert.Equal(200, code);
        Assert.Equal(
            """{"name":"projects/local/topics/orders","labels":{"a":"b"}}""", updated.ToJsonString());
        Assert.Equal(404, unknown);
        Assert.True(JsonNode.DeepEquals(updated, (await local.SendAsync("GET", "topics/orders")).Body));
    }

    [Fact]
    public async Task PageSizeThatIsNoNumber_IsInvalid()
    {
        await using var local = await LocalPubSub.StartAsync();

        Assert.Equal(400, (await local.SendAsync("GET", "topics?pageSize=many")).Code);
    }

    [Fact]
    public async Task UnknownPath_IsUnimplemented()
    {
        await using var local = await LocalPubSub.StartAsync();

        var (code, body) = await local.SendAsync("GET", "snapshots");

        Assert.Equal(501, code);
        Assert.Equal("UNIMPLEMENTED", body["error"]!["status"]!.GetValue<string>());
    }
}
