using CloudNative.CloudEvents.Http;

namespace CloudNative.CloudEvents.Tests;

public class HttpHeaderTests
{
    [Theory]
    [InlineData("ce-id", "id")]
    [InlineData("CE-PartitionKey", "partitionkey")]
    [InlineData("content-type", null)]
    [InlineData("x-ce-id", null)]
    public void HeaderName_GivesAttributeName(string header, string? attribute) =>
        Assert.Equal(attribute, HttpUtilities.GetAttributeNameFromHeaderName(header));

    [Theory]
    [InlineData("plain/ASCII-~!", "plain/ASCII-~!")]
    [InlineData("a b", "a%20b")]
    [InlineData("say \"hi\"", "say%20%22hi%22")]
    [InlineData("100%.jpg", "100%25.jpg")]
    [InlineData("é", "%C3%A9")]
    [InlineData("€", "%E2%82%AC")]
    [InlineData("😀", "%F0%9F%98%80")]
    [InlineData("\u007f", "%7F")]
    public void Value_IsEncodedAndDecodedBack(string value, string header)
    {
        Assert.Equal(header, HttpUtilities.EncodeHeaderValue(value));
        Assert.Equal(value, HttpUtilities.DecodeHeaderValue(header));
    }

    [Theory]
    [InlineData("raw é stays", "raw é stays")]
    [InlineData("100%25.jpg", "100%.jpg")]
    [InlineData("%c3%A9%41", "éA")]
    [InlineData("\"quoted \\\"text\\\"\"", "quoted \"text\"")]
    [InlineData("half \"quoted\"", "half quoted")]
    [InlineData("back\\slash", "back\\slash")]
    public void SentRaw_IsDecodedAllTheSame(string header, string value) =>
        Assert.Equal(value, HttpUtilities.DecodeHeaderValue(header));

    [Theory]
    [InlineData("100%")]
    [InlineData("100% sure")]
    [InlineData("%4")]
    [InlineData("%C3")]
    [InlineData("%C3x")]
    [InlineData("%A9")]
    [InlineData("%C0%80")]
    [InlineData("%ED%A0%80")]
    [InlineData("%F5%80%80%80")]
    [InlineData("\"no end")]
    [InlineData("\"no end\\")]
    public void MalformedValue_Throws(string header) =>
        Assert.ThrowsAny<ArgumentException>(() => HttpUtilities.DecodeHeaderValue(header));

    [Theory]
    [InlineData("d83d")]
    [InlineData("de00 0061")]
    public void HalfASurrogatePair_CannotBeEncoded(string units)
    {
        string value = Events.Utf16(units);

        Assert.ThrowsAny<ArgumentException>(() => HttpUtilities.EncodeHeaderValue(value));
    }
}
