using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents.AspNetCore;
using CloudNative.CloudEvents.SystemTextJson;
using Microsoft.AspNetCore.Http;

namespace CloudNative.CloudEvents.Tests;

public class AspNetCoreTests
{
    private const string Structured =
        """{"specversion":"1.0","id":"1","source":"//tests","type":"t","data":{}}""";
    private static readonly JsonEventFormatter s_formatter = new();

    [Fact]
    public async Task BinaryRequest_IsRead()
    {
        var request = Request("application/json", """{"a":1}""", Minimal);
        request.Headers["CE-Sequence"] = "007";
        request.Headers["x-other"] = "ignored";

        Assert.True(request.IsCloudEvent());
        var cloudEvent = await request.ToCloudEventAsync(s_formatter);

        Assert.Equal("1", cloudEvent.Id);
        Assert.Equal("007", cloudEvent["sequence"]);
        Assert.Equal("application/json", cloudEvent.DataContentType);
        Assert.Equal(1, Assert.IsType<JsonElement>(cloudEvent.Data).GetProperty("a").GetInt32());
        Assert.Equal(["sequence"], cloudEvent.ExtensionAttributes.Select(a => a.Name));
    }

    [Fact]
    public async Task ContentTypeHeader_ReplacesDataContentTypeAttribute()
    {
        var request = Request(null, "{}", Minimal);
        request.Headers["ce-datacontenttype"] = "text/plain";

        Assert.Null((await request.ToCloudEventAsync(s_formatter)).DataContentType);
    }

    [Theory]
    [InlineData("100%25.jpg", "100%.jpg")]
    [InlineData("\"quoted\"", "quoted")]
    public async Task RawHeaderValue_IsDecoded(string header, string subject)
    {
        var request = Request("application/json", "{}", Minimal);
        request.Headers["ce-subject"] = header;

        Assert.Equal(subject, (await request.ToCloudEventAsync(s_formatter)).Subject);
    }

    [Theory]
    [InlineData("ce-subject", "100%")]
    [InlineData("ce-specversion", "0.3")]
    [InlineData("ce-time", "yesterday")]
    [InlineData("ce-id", "")]
    public async Task InvalidHeader_Throws(string name, string value)
    {
        var request = Request("application/json", "{}", Minimal);
        request.Headers[name] = value;

        await Assert.ThrowsAsync<ArgumentException>(() => request.ToCloudEventAsync(s_formatter));
    }

    [Theory]
    [InlineData("ce-id")]
    [InlineData("ce-specversion")]
    public async Task HeaderMissing_Throws(string name)
    {
        var request = Request("application/json", "{}", Minimal);
        request.Headers.Remove(name);

        await Assert.ThrowsAsync<ArgumentException>(() => request.ToCloudEventAsync(s_formatter));
    }

    [Fact]
    public async Task StructuredRequest_IsRead()
    {
        var request = Request("application/CloudEvents+json; charset=utf-8", Structured, []);

        Assert.True(request.IsCloudEvent());
        Assert.False(request.IsCloudEventBatch());
        Assert.Equal("t", (await request.ToCloudEventAsync(s_formatter)).Type);
    }

    [Fact]
    public async Task BatchRequest_IsNoSingleEvent()
    {
        var request = Request("application/cloudevents-batch+json", $"[{Structured}]", []);

        Assert.False(request.IsCloudEvent());
        Assert.True(request.IsCloudEventBatch());
        Assert.Single(await request.ToCloudEventBatchAsync(s_formatter));
        await Assert.ThrowsAsync<ArgumentException>(
            () => Request("application/json", "[]", []).ToCloudEventBatchAsync(s_formatter));
    }

    [Theory]
    [InlineData(ContentMode.Binary, "application/json", "{\"a\":1}")]
    [InlineData(ContentMode.Structured, "application/cloudevents+json; charset=utf-8", null)]
    public async Task Response_HoldsTheEvent(ContentMode mode, string contentType, string? expected)
    {
        var cloudEvent = Events.Minimal();
        cloudEvent.Data = new { a = 1 };
        var body = new MemoryStream();
        var response = new DefaultHttpContext { Response = { Body = body } }.Response;

        await cloudEvent.CopyToHttpResponseAsync(response, mode, s_formatter);

        Assert.Equal(contentType, response.ContentType);
        Assert.Equal(body.Length, response.ContentLength);
        Assert.Equal("1.0", response.Headers["ce-specversion"]);
        Assert.Equal("shop.tested.v1", response.Headers["ce-type"]);
        if (expected is not null)
            Assert.Equal(expected, Encoding.UTF8.GetString(body.ToArray()));
    }

    [Fact]
    public async Task BatchResponse_HoldsTheEvents()
    {
        var body = new MemoryStream();
        var response = new DefaultHttpContext { Response = { Body = body } }.Response;

        await new[] { Events.Minimal() }.CopyToHttpResponseAsync(response, s_formatter);

        Assert.Equal("application/cloudevents-batch+json; charset=utf-8", response.ContentType);
        Assert.Single(s_formatter.DecodeBatchModeMessage(body.ToArray(), null, null));
    }

    private static readonly Dictionary<string, string> Minimal = new()
    {
        ["ce-specversion"] = "1.0",
        ["ce-id"] = "1",
        ["ce-source"] = "//tests",
        ["ce-type"] = "shop.tested.v1",
    };

    private static HttpRequest Request(string? contentType, string body, Dictionary<string, string> headers)
    {
        var request = new DefaultHttpContext().Request;
        foreach (var (name, value) in headers)
            request.Headers[name] = value;
        request.ContentType = contentType;
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return request;
    }
}
