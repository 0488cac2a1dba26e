using System.Globalization;
using CloudNative.CloudEvents.Core;

namespace CloudNative.CloudEvents.Tests;

public class AttributeTypeTests
{
    private static readonly Dictionary<string, CloudEventAttributeType> s_types = new()
    {
        ["Boolean"] = CloudEventAttributeType.Boolean,
        ["Integer"] = CloudEventAttributeType.Integer,
        ["String"] = CloudEventAttributeType.String,
        ["Binary"] = CloudEventAttributeType.Binary,
        ["URI"] = CloudEventAttributeType.Uri,
        ["URI-Reference"] = CloudEventAttributeType.UriReference,
        ["Timestamp"] = CloudEventAttributeType.Timestamp,
    };

    [Theory]
    [InlineData("Boolean", "true")]
    [InlineData("Boolean", "false")]
    [InlineData("Integer", "-2147483648")]
    [InlineData("Integer", "2147483647")]
    [InlineData("String", "grüße 😀")]
    [InlineData("Binary", "AQID")]
    [InlineData("URI", "https://shop.example/a?b#c")]
    [InlineData("URI", "urn:shop:1")]
    [InlineData("URI-Reference", "//storage.googleapis.com/projects/_/buckets/b")]
    [InlineData("URI-Reference", "/relative")]
    [InlineData("URI-Reference", "#fragment")]
    [InlineData("Timestamp", "2026-01-02T03:04:05Z")]
    [InlineData("Timestamp", "2026-01-02T03:04:05.120Z")]
    [InlineData("Timestamp", "2026-01-02T03:04:05.123456Z")]
    [InlineData("Timestamp", "2026-01-02T03:04:05.1234567-08:30")]
    public void CanonicalText_RoundTrips(string type, string text)
    {
        var value = s_types[type].Parse(text);

        Assert.IsAssignableFrom(s_types[type].ClrType, value);
        Assert.Equal(text, s_types[type].Format(value));
        Assert.Equal(type, s_types[type].ToString());
    }

    [Theory]
    [InlineData("Boolean", "True")]
    [InlineData("Boolean", "")]
    [InlineData("Integer", "+1")]
    [InlineData("Integer", "2147483648")]
    [InlineData("Integer", "1.0")]
    [InlineData("Integer", " 1")]
    [InlineData("Binary", "not base64!")]
    [InlineData("URI", "/not/absolute")]
    [InlineData("URI", "relative")]
    [InlineData("Timestamp", "2026-01-02T03:04:05")]
    [InlineData("Timestamp", "2026-01-02 03:04:05Z")]
    [InlineData("Timestamp", "2026-01-02T03:04:05Zulu")]
    [InlineData("Timestamp", "2026-02-30T03:04:05Z")]
    [InlineData("Timestamp", "2026-01-02T03:04:05+14:01")]
    [InlineData("Timestamp", "2026-01-02T03:04:05+1:00")]
    [InlineData("Timestamp", "2026-01-02T03:04:05.12345678x9Z")]
    public void InvalidText_Throws(string type, string text)
    {
        var attribute = CloudEventAttribute.CreateExtension("tested", s_types[type]);

        var failure = Assert.Throws<ArgumentException>(() => attribute.Parse(text));
        Assert.Contains("tested", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TimestampFinerThanATick_IsCut()
    {
        var time = CloudEventAttributeType.Timestamp.Parse("2026-01-02T03:04:05.12345678999Z");

        Assert.Equal("2026-01-02T03:04:05.1234567Z", CloudEventAttributeType.Timestamp.Format(time));
    }

    [Theory]
    [InlineData("0061 0009")]
    [InlineData("007f")]
    [InlineData("0085")]
    [InlineData("fdd0")]
    [InlineData("ffff")]
    [InlineData("d83f dffe")]
    [InlineData("d83d 0020")]
    [InlineData("0020 de00")]
    [InlineData("0061 d83d")]
    public void ForbiddenCharacter_IsNoStringValue(string units)
    {
        string value = Events.Utf16(units);

        Assert.Throws<ArgumentException>(() => CloudEventAttributeType.String.Validate(value));
    }

    [Fact]
    public void ValueOfOtherType_Throws()
    {
        Assert.Throws<ArgumentException>(() => CloudEventAttributeType.Integer.Validate(1L));
        Assert.Throws<ArgumentException>(
            () => CloudEventAttributeType.Uri.Format(new Uri("/a", UriKind.Relative)));
        Assert.Throws<ArgumentNullException>(() => CloudEventAttributeType.Boolean.Validate(null!));
        Assert.Throws<ArgumentNullException>(() => CloudEventAttributeType.Boolean.Parse(null!));
    }

    [Fact]
    public void CustomRule_IsWrappedInArgumentException()
    {
        var even = CloudEventAttribute.CreateExtension("even", CloudEventAttributeType.Integer, value =>
        {
            if ((int)value % 2 != 0)
                throw new InvalidOperationException("odd");
        });

        Assert.Equal(4, even.Parse("4"));
        var failure = Assert.Throws<ArgumentException>(() => even.Validate(3));
        Assert.IsType<InvalidOperationException>(failure.InnerException);
    }

    [Fact]
    public void Ordinals_AreThoseOfThePublishedPackage() => Assert.Equal(
        [0, 1, 2, 3, 4, 5, 6],
        new[] { "Binary", "Boolean", "Integer", "String", "URI", "URI-Reference", "Timestamp" }
            .Select(name => Convert.ToInt32(
                CloudEventAttributeTypes.GetOrdinal(s_types[name]), CultureInfo.InvariantCulture)));
}
