using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Hosting.Tests;

/// <summary>Push subscriptions with a wrapper send {message, subscription} as plain JSON.</summary>
public class PubSubPushTests
{
    private const string Json = "content-type: application/json";

    private const string Push = """
        {"subscription":"projects/local/subscriptions/orders",
         "message":{"attributes":{"a":"b"},"data":"e30=","messageId":"42",
                    "publishTime":"2026-01-02T03:04:05.1Z"}}
        """;

    [Fact]
    public async Task Push_BecomesMessagePublished()
    {
        await using var host = await FunctionHost.StartAsync<EventFunction>();

        using var response = await Requests.PostAsync(host, Json, Push, "/projects/local/topics/orders");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var received = host.Service<Received>();
        Assert.Equal("google.cloud.pubsub.topic.v1.messagePublished", received.Event?.Type);
        Assert.Equal("42", received.Event?.Id);
        Assert.Equal(
            "//pubsub.googleapis.com/projects/local/topics/orders", received.Event?.Source?.OriginalString);
        Assert.Equal("orders", received.Event?["topic"]);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 100, TimeSpan.Zero), received.Event?.Time);
        var data = Assert.IsType<JsonElement>(received.Data);
        Assert.Equal("projects/local/subscriptions/orders", data.GetProperty("subscription").GetString());
        var message = data.GetProperty("message");
        Assert.Equal("2026-01-02T03:04:05.100Z", message.GetProperty("publishTime").GetString());
        Assert.Equal("42", message.GetProperty("messageId").GetString());
        Assert.Equal("b", message.GetProperty("attributes").GetProperty("a").GetString());
        Assert.Equal("e30=", message.GetProperty("data").GetString());
    }

    [Theory]
    [InlineData("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z")]
    [InlineData("2026-01-02T03:04:05.123456Z", "2026-01-02T03:04:05.123456Z")]
    [InlineData("yesterday", "yesterday")]
    public async Task PublishTime_HasMillisecondsOrMicroseconds(string sent, string expected)
    {
        await using var host = await FunctionHost.StartAsync<EventFunction>();

        await Requests.PostAsync(
            host, Json, Push.Replace("2026-01-02T03:04:05.1Z", sent, StringComparison.Ordinal));

        var data = Assert.IsType<JsonElement>(host.Service<Received>().Data);
        Assert.Equal(expected, data.GetProperty("message").GetProperty("publishTime").GetString());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/projects/local/topics/orders/x")]
    [InlineData("/x/projects/local/topics/orders")]
    public async Task PathThatIsNoTopic_GivesAnUnknownTopicAndAWarning(string path)
    {
        await using var host = await FunctionHost.StartAsync<EventFunction>();

        using var response = await Requests.PostAsync(host, Json, Push, path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            "//pubsub.googleapis.com/projects/unknown-project!/topics/unknown-topic!",
            host.Service<Received>().Event?.Source?.OriginalString);
        Assert.Single(host.Logs, log => log.Level == LogLevel.Warning);
    }

    [Theory]
    [InlineData("""{"message":{"messageId":"42"}}""")]
    [InlineData("""{"subscription":"s"}""")]
    [InlineData("""{"message":{},"subscription":"s"}""")]
    [InlineData("""{"message":{"messageId":42},"subscription":"s"}""")]
    [InlineData("""{"message":{"messageId":""},"subscription":"s"}""")]
    [InlineData("""{"message":"text","subscription":"s"}""")]
    [InlineData("""{"message":{"messageId":"42"},"subscription":1}""")]
    [InlineData("""{"message":{"messageId":"42"},"subscription":"s","data":{}}""")]
    [InlineData("""{"message":{"messageId":"42"},"subscription":"s","eventId":"1"}""")]
    [InlineData("""{"message":{"messageId":"42"},"subscription":"s","resource":1}""")]
    [InlineData("null")]
    [InlineData("")]
    public async Task MalformedPush_Is400(string body)
    {
        await using var host = await FunctionHost.StartAsync<EventFunction>();

        using var response = await Requests.PostAsync(host, Json, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("content-type: application/json; charset=utf-8")]
    [InlineData("content-type: Application/JSON")]
    [InlineData("content-type: application/x-www-form-urlencoded")]
    [InlineData("")]
    public async Task OtherContentType_Is400(string headers)
    {
        await using var host = await FunctionHost.StartAsync<EventFunction>();

        using var response = await Requests.PostAsync(host, headers, Push);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
