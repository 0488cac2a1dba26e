using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents.SystemTextJson;

namespace CloudNative.CloudEvents.Tests;

public class TypedJsonFormatterTests
{
    private static readonly CloudEventFormatter s_formatter = new JsonEventFormatter<Line>();

    [CloudEventFormatter(typeof(JsonEventFormatter<Line>))]
    public sealed record Line(string Sku, int Quantity);

    [CloudEventFormatter(typeof(Line))]
    private sealed record WrongFormatter;

    [CloudEventFormatter(typeof(CloudEventFormatter))]
    private sealed record AbstractFormatter;

    [Fact]
    public void BinaryData_IsTheType()
    {
        var cloudEvent = Events.Minimal();
        cloudEvent.Data = new Line("mug", 2);

        var bytes = s_formatter.EncodeBinaryModeEventData(cloudEvent);
        Assert.Equal("""{"Sku":"mug","Quantity":2}""", Encoding.UTF8.GetString(bytes.Span));

        cloudEvent.Data = null;
        s_formatter.DecodeBinaryModeEventData(bytes, cloudEvent);
        Assert.Equal(new Line("mug", 2), cloudEvent.Data);
    }

    [Fact]
    public void BinaryDataWithoutBytes_IsNull()
    {
        var cloudEvent = Events.Minimal();
        cloudEvent.Data = new Line("mug", 2);

        s_formatter.DecodeBinaryModeEventData(default, cloudEvent);

        Assert.Null(cloudEvent.Data);
        Assert.Equal(0, s_formatter.EncodeBinaryModeEventData(cloudEvent).Length);
    }

    [Fact]
    public void StructuredData_IsTheType()
    {
        var cloudEvent = Events.Minimal();
        cloudEvent.Data = new Line("mug", 2);

        var bytes = s_formatter.EncodeStructuredModeMessage(cloudEvent, out var contentType);

        Assert.Equal(
            new Line("mug", 2), s_formatter.DecodeStructuredModeMessage(bytes, contentType, null).Data);
    }

    [Fact]
    public void OtherData_IsRefused()
    {
        var cloudEvent = Events.Minimal();
        Assert.ThrowsAny<JsonException>(
            () => s_formatter.DecodeBinaryModeEventData("[]"u8.ToArray(), cloudEvent));
        cloudEvent.Data = "text";
        Assert.Throws<InvalidCastException>(() => s_formatter.EncodeBinaryModeEventData(cloudEvent));

        cloudEvent.Data = new byte[] { 1 };
        var base64 = new JsonEventFormatter().EncodeStructuredModeMessage(cloudEvent, out var contentType);
        Assert.Throws<ArgumentException>(
            () => s_formatter.DecodeStructuredModeMessage(base64, contentType, null));
    }

    [Fact]
    public void FormatterAttribute_NamesTheFormatterOfAType()
    {
        Assert.IsType<JsonEventFormatter<Line>>(CloudEventFormatterAttribute.CreateFormatter(typeof(Line)));
        Assert.Null(CloudEventFormatterAttribute.CreateFormatter(typeof(string)));
        Assert.Throws<ArgumentException>(
            () => CloudEventFormatterAttribute.CreateFormatter(typeof(WrongFormatter)));
        Assert.Throws<ArgumentException>(
            () => CloudEventFormatterAttribute.CreateFormatter(typeof(AbstractFormatter)));
    }
}
