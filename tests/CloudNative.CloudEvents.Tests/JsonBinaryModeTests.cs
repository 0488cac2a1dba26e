using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents.SystemTextJson;

namespace CloudNative.CloudEvents.Tests;

public class JsonBinaryModeTests
{
    private static readonly JsonEventFormatter s_formatter = new();

    [Theory]
    [InlineData(null, "{\"a\":1}", typeof(JsonElement))]
    [InlineData("application/json", "[]", typeof(JsonElement))]
    [InlineData("application/json", "", null)]
    [InlineData("application/vnd.x+json", "{}", typeof(byte[]))]
    [InlineData("text/plain", "{}", typeof(string))]
    [InlineData("image/png", "", typeof(byte[]))]
    public void DecodedData_DependsOnContentType(string? contentType, string body, Type? expected)
    {
        var cloudEvent = Events.Minimal();
        cloudEvent.DataContentType = contentType;

        s_formatter.DecodeBinaryModeEventData(Encoding.UTF8.GetBytes(body), cloudEvent);

        Assert.Equal(expected, cloudEvent.Data?.GetType());
    }

    [Fact]
    public void EncodedData_DependsOnContentTypeAndValue()
    {
        Assert.Equal("{\"A\":1}", Encode(null, new { A = 1 }));
        Assert.Equal("\"text\"", Encode("application/vnd.x+json", "text"));
        Assert.Equal("text", Encode("text/plain", "text"));
        Assert.Equal("bytes", Encode("application/json", "bytes"u8.ToArray()));
        Assert.Equal("", Encode("image/png", null));
        Assert.Throws<ArgumentException>(() => Encode("image/png", "text"));
        Assert.Throws<ArgumentException>(() => Encode("text/plain", 1));
    }

    [Fact]
    public void SerializerOptions_AreUsed()
    {
        var formatter = new JsonEventFormatter(
            new JsonSerializerOptions(JsonSerializerDefaults.Web), default);
        var cloudEvent = Events.Minimal();
        cloudEvent.Data = new { Sku = "mug" };

        Assert.Equal(
            "{\"sku\":\"mug\"}"u8.ToArray(), formatter.EncodeBinaryModeEventData(cloudEvent).ToArray());
    }

    [Fact]
    public void ContentType_IsInferredForDataButNotForBytes()
    {
        var cloudEvent = Events.Minimal();
        Assert.Null(s_formatter.GetOrInferDataContentType(cloudEvent));

        cloudEvent.Data = "text";
        Assert.Equal("application/json", s_formatter.GetOrInferDataContentType(cloudEvent));

        cloudEvent.Data = Array.Empty<byte>();
        Assert.Null(s_formatter.GetOrInferDataContentType(cloudEvent));
    }

    [Fact]
    public void Batch_RoundTrips()
    {
        var bytes = s_formatter.EncodeBatchModeMessage(
            [Events.Minimal(), Events.Minimal()], out var contentType);

        Assert.Equal("application/cloudevents-batch+json; charset=utf-8", contentType.ToString());
        Assert.Equal(2, s_formatter.DecodeBatchModeMessage(bytes, contentType, null).Count);
        Assert.Throws<ArgumentException>(
            () => s_formatter.DecodeBatchModeMessage("{}"u8.ToArray(), null, null));
        Assert.Empty(s_formatter.DecodeBatchModeMessage("[]"u8.ToArray(), null, null));
    }

    [Fact]
    public void InvalidEvent_IsNotEncoded()
    {
        Assert.Throws<ArgumentException>(() => s_formatter.EncodeBinaryModeEventData(new CloudEvent()));
        Assert.Throws<ArgumentException>(
            () => s_formatter.EncodeStructuredModeMessage(new CloudEvent(), out _));
        Assert.Throws<ArgumentException>(() => s_formatter.EncodeBatchModeMessage([new CloudEvent()], out _));
    }

    private static string Encode(string? contentType, object? data)
    {
        var cloudEvent = Events.Minimal();
        cloudEvent.DataContentType = contentType;
        cloudEvent.Data = data;
        return Encoding.UTF8.GetString(s_formatter.EncodeBinaryModeEventData(cloudEvent).Span);
    }
}
