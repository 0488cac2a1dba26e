using System.Net.Mime;
using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents.SystemTextJson;

namespace CloudNative.CloudEvents.Tests;

public class JsonEventFormatterTests
{
    private const string Head =
        """{"specversion":"1.0","id":"1","source":"//tests","type":"shop.tested.v1" """;
    private static readonly JsonEventFormatter s_formatter = new();

    [Fact]
    public void StructuredMessage_HasAttributesAndDataAsJson()
    {
        var cloudEvent = Events.Minimal();
        cloudEvent[CloudEventAttribute.CreateExtension("rank", CloudEventAttributeType.Integer)] = 2;
        cloudEvent[CloudEventAttribute.CreateExtension("urgent", CloudEventAttributeType.Boolean)] = true;
        cloudEvent.Data = new { Sku = "mug" };

        var json = Text(s_formatter.EncodeStructuredModeMessage(cloudEvent, out var contentType));

        Assert.Equal("application/cloudevents+json; charset=utf-8", contentType.ToString());
        Assert.Equal(
            Head.TrimEnd() + ""","rank":2,"urgent":true,"datacontenttype":"application/json",""" + """
            "data":{"Sku":"mug"}}
            """,
            json);
    }

    [Theory]
    [InlineData("application/octet-stream", "\"data_base64\":\"AQI=\"")]
    [InlineData("application/json", "\"data_base64\":\"AQI=\"")]
    public void Bytes_AreBase64WhateverTheContentType(string contentType, string expected)
    {
        var cloudEvent = Events.Minimal();
        cloudEvent.DataContentType = contentType;
        cloudEvent.Data = new byte[] { 1, 2 };

        var json = s_formatter.EncodeStructuredModeMessage(cloudEvent, out _);

        Assert.Contains(expected, Text(json), StringComparison.Ordinal);
        Assert.Equal(new byte[] { 1, 2 }, s_formatter.DecodeStructuredModeMessage(json, null, null).Data);
    }

    [Theory]
    [InlineData("", JsonValueKind.Undefined)]
    [InlineData(",\"data\":null", JsonValueKind.Undefined)]
    [InlineData(",\"data\":{\"a\":1}", JsonValueKind.Object)]
    [InlineData(",\"data\":\"text\"", JsonValueKind.String)]
    [InlineData(",\"data\":7,\"datacontenttype\":\"application/vnd.x+json\"", JsonValueKind.Number)]
    public void StructuredData_IsAJsonElement(string data, JsonValueKind kind)
    {
        var cloudEvent = Decode(Head + data + "}");

        Assert.Equal(
            kind, cloudEvent.Data is JsonElement element ? element.ValueKind : JsonValueKind.Undefined);
        if (kind is JsonValueKind.Object)
            Assert.Equal("application/json", cloudEvent.DataContentType);
    }

    [Fact]
    public void StructuredTextData_IsAString()
    {
        var cloudEvent = Decode(Head + ",\"datacontenttype\":\"text/plain\",\"data\":\"hi\"}");

        Assert.Equal("hi", cloudEvent.Data);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"specversion":1.0,"id":"1","source":"//tests","type":"t"}""")]
    [InlineData("""{"specversion":"0.3","id":"1","source":"//tests","type":"t"}""")]
    [InlineData("""{"specversion":"1.0","source":"//tests","type":"t"}""")]
    [InlineData(Head + ",\"subject\":5}")]
    [InlineData(Head + ",\"extension\":{}}")]
    [InlineData(Head + ",\"data\":1,\"data_base64\":\"\"}")]
    [InlineData(Head + ",\"data_base64\":1}")]
    [InlineData(Head + ",\"datacontenttype\":\"text/plain\",\"data\":1}")]
    public void JsonThatIsNoEvent_Throws(string json) => Assert.Throws<ArgumentException>(() => Decode(json));

    [Fact]
    public void MalformedJson_ThrowsJsonException() => Assert.ThrowsAny<JsonException>(() => Decode(Head));

    [Fact]
    public async Task OtherCharset_IsTranscoded()
    {
        var contentType = new ContentType("application/cloudevents+json; charset=utf-16");
        using var body = new MemoryStream(Encoding.Unicode.GetBytes(Head + ",\"subject\":\"grüße\"}"));

        var cloudEvent = await s_formatter.DecodeStructuredModeMessageAsync(body, contentType, null);

        Assert.Equal("grüße", cloudEvent.Subject);
    }

    [Fact]
    public void ExtensionDeclared_IsReadWithItsType()
    {
        var rank = CloudEventAttribute.CreateExtension("rank", CloudEventAttributeType.Integer);
        var bytes = Encoding.UTF8.GetBytes(Head + ",\"rank\":\"3\",\"other\":true}");

        var cloudEvent = s_formatter.DecodeStructuredModeMessage(bytes, null, [rank]);

        Assert.Equal(3, cloudEvent[rank]);
        Assert.Equal("true", cloudEvent["other"]);
    }

    [Fact]
    public void ToAndFromJsonElement_RoundTrips()
    {
        var element = s_formatter.ConvertToJsonElement(Events.Minimal());

        Assert.Equal("shop.tested.v1", s_formatter.ConvertFromJsonElement(element, null).Type);
    }

    private static CloudEvent Decode(string json) =>
        s_formatter.DecodeStructuredModeMessage(Encoding.UTF8.GetBytes(json), null, null);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
