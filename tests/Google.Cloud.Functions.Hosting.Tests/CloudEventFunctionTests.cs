using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Hosting.Tests;

public class CloudEventFunctionTests
{
    private const string Attributes =
        "ce-specversion: 1.0|ce-id: 1|ce-source: //tests|ce-type: shop.tested.v1";
    private const string Json = "|content-type: application/json";
    private const string Structured =
        """{"specversion":"1.0","id":"1","source":"//tests","type":"t","data":{}}""";

    [Theory]
    [InlineData(Attributes + Json, """{"a":1}""")]
    [InlineData(Attributes + Json, "")]
    [InlineData(Attributes, "")]
    [InlineData("CE-SPECVERSION: 1.0|CE-Id: 1|CE-Source: //tests|CE-Type: t" + Json, "{}")]
    [InlineData(Attributes + "|content-type: image/png", "not JSON")]
    [InlineData("content-type: application/cloudevents+json", Structured)]
    [InlineData("content-type: application/cloudevents; charset=utf-8", Structured)]
    public async Task ValidEvent_Is200WithoutBody(string headers, string body)
    {
        await using var host = await FunctionHost.StartAsync<EventFunction>();

        using var response = await Requests.PostAsync(host, headers, body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("1", host.Service<Received>().Event?.Id);
    }

    [Theory]
    [InlineData("bad JSON", Attributes + Json, "{")]
    [InlineData("no id", "ce-specversion: 1.0|ce-source: //tests|ce-type: t" + Json, "{}")]
    [InlineData("bad version", "ce-specversion: 0.3|ce-id: 1|ce-source: //tests|ce-type: t" + Json, "{}")]
    [InlineData("bad time", Attributes + "|ce-time: yesterday" + Json, "{}")]
    [InlineData("percent sign sent raw", Attributes + "|ce-subject: 100%" + Json, "{}")]
    [InlineData("bad content type", Attributes + "|content-type: nonsense", "{}")]
    [InlineData("structured, no event", "content-type: application/cloudevents+json", "{}")]
    [InlineData("structured, bad JSON", "content-type: application/cloudevents+json", "{")]
    [InlineData("batch", "content-type: application/cloudevents-batch+json", $"[{Structured}]")]
    [InlineData("no event", "content-type: text/plain", "hello")]
    [InlineData("no event, no type", "", "")]
    [InlineData("JSON, no event", "content-type: application/json", """{"a":1}""")]
    [InlineData("JSON, no object", "content-type: application/json", "[]")]
    public async Task WhatIsNoEvent_Is400WithoutBodyAndLogged(string what, string headers, string body)
    {
        await using var host = await FunctionHost.StartAsync<EventFunction>();

        using var response = await Requests.PostAsync(host, headers, body);

        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, what);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Null(host.Service<Received>().Event);
        Assert.Single(host.Logs, log =>
            log.Category == "Google.Cloud.Functions.Framework.CloudEventAdapter"
            && log.Level == LogLevel.Error);
    }

    [Fact]
    public async Task FunctionThrows_Is500WithoutBody()
    {
        await using var host = await FunctionHost.StartAsync<EventFunction>();
        string headers = Attributes.Replace("tested", "fault", StringComparison.Ordinal) + Json;

        using var response = await Requests.PostAsync(host, headers, "{}");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task PushWithoutWrapper_IsTheEventWithItsExtensions()
    {
        await using var host = await FunctionHost.StartAsync<EventFunction>();

        using var response = await Requests.PostAsync(
            host,
            Attributes + "|ce-hops: 3|ce-subject: 100%25.jpg|x-goog-pubsub-message-id: 9" + Json,
            """{"a":1}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var received = host.Service<Received>();
        Assert.Equal("3", received.Event?["hops"]);
        Assert.Equal("100%.jpg", received.Event?.Subject);
        Assert.Equal(["hops"], received.Event?.ExtensionAttributes.Select(a => a.Name));
        Assert.Equal(1, Assert.IsType<JsonElement>(received.Data).GetProperty("a").GetInt32());
    }

    [Theory]
    [InlineData("""{"Sku":"mug","Quantity":2}""", HttpStatusCode.OK)]
    [InlineData("""{"Sku":"mug","Quantity":"many"}""", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    public async Task TypedEventFunction_GetsItsData(string body, HttpStatusCode status)
    {
        await using var host = await FunctionHost.StartAsync<LineFunction>();

        using var response = await Requests.PostAsync(host, Attributes + Json, body);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(
            status == HttpStatusCode.OK ? new Line("mug", 2) : null, host.Service<Received>().Data);
    }

    [Fact]
    public async Task TypedEventFunctionWithoutFormatter_Is500()
    {
        await using var host = await FunctionHost.StartAsync<UnformattedFunction>();

        using var response = await Requests.PostAsync(host, Attributes + Json, "{}");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }
}
