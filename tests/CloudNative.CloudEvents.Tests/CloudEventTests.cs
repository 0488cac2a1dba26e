namespace CloudNative.CloudEvents.Tests;

public class CloudEventTests
{
    private static readonly CloudEventAttribute s_priority =
        CloudEventAttribute.CreateExtension("priority", CloudEventAttributeType.Integer);

    [Fact]
    public void RequiredAttributesSet_IsValid()
    {
        var cloudEvent = Events.Minimal();

        Assert.True(cloudEvent.IsValid);
        Assert.Same(cloudEvent, cloudEvent.Validate());
    }

    [Theory]
    [InlineData("id")]
    [InlineData("source")]
    [InlineData("type")]
    public void RequiredAttributeMissing_ValidateNamesIt(string name)
    {
        var cloudEvent = Events.Minimal();
        cloudEvent[name] = null;

        Assert.False(cloudEvent.IsValid);
        var failure = Assert.Throws<InvalidOperationException>(cloudEvent.Validate);
        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ContextAttributes_AreTypedPropertiesOverTheIndexer()
    {
        var cloudEvent = Events.Minimal();
        cloudEvent.SetAttributeFromString("time", "2026-01-02T03:04:05+01:00");
        cloudEvent.SetAttributeFromString("dataschema", "https://shop.example/schema");
        cloudEvent["subject"] = "order-1";

        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)), cloudEvent.Time);
        Assert.Equal(new Uri("https://shop.example/schema"), cloudEvent.DataSchema);
        Assert.Equal("order-1", cloudEvent.Subject);
        Assert.Equal(cloudEvent.Time, cloudEvent["time"]);
        Assert.Null(cloudEvent.DataContentType);
        Assert.Empty(cloudEvent.ExtensionAttributes);
    }

    [Fact]
    public void UnknownNameSet_BecomesStringExtension()
    {
        var cloudEvent = Events.Minimal();
        cloudEvent["partitionkey"] = "a";

        var extension = Assert.Single(cloudEvent.ExtensionAttributes);
        Assert.True(extension.IsExtension);
        Assert.Equal(CloudEventAttributeType.String, extension.Type);
        Assert.Same(extension, cloudEvent.GetAttribute("partitionkey"));
        Assert.Throws<ArgumentException>(() => cloudEvent["other"] = 1);
    }

    [Fact]
    public void TypedExtension_ParsesTextAndRefusesOtherTypes()
    {
        var cloudEvent = new CloudEvent([s_priority]);
        cloudEvent.SetAttributeFromString("priority", "-7");

        Assert.Equal(-7, cloudEvent[s_priority]);
        Assert.Throws<ArgumentException>(() => cloudEvent["priority"] = "7");
        Assert.Throws<ArgumentException>(() => cloudEvent.SetAttributeFromString("priority", "many"));
    }

    [Fact]
    public void TypedExtensionReadFromText_ThrowsUntilItIsReplaced()
    {
        var cloudEvent = Events.Minimal();
        cloudEvent["priority"] = "7";

        Assert.Throws<ArgumentException>(() => cloudEvent[s_priority]);
        cloudEvent[s_priority] = 7;
        Assert.Equal(7, cloudEvent["priority"]);
    }

    [Fact]
    public void PopulatedAttributes_AreThoseWithValues()
    {
        var cloudEvent = Events.Minimal();
        cloudEvent["gone"] = "x";
        cloudEvent["gone"] = null;
        cloudEvent["kept"] = "y";

        var names = cloudEvent.GetPopulatedAttributes().Select(pair => pair.Key.Name).Order();
        Assert.Equal(["id", "kept", "source", "type"], names);
    }

    [Fact]
    public void SpecVersionByIndexer_Throws()
    {
        var cloudEvent = Events.Minimal();

        Assert.Throws<ArgumentException>(() => cloudEvent["specversion"]);
        Assert.Throws<ArgumentException>(() => cloudEvent["specversion"] = "1.0");
        Assert.Throws<ArgumentException>(() => cloudEvent[CloudEventsSpecVersion.SpecVersionAttribute]);
        Assert.Same(CloudEventsSpecVersion.V1_0, cloudEvent.SpecVersion);
    }

    [Theory]
    [InlineData("id", "")]
    [InlineData("subject", "")]
    [InlineData("source", "")]
    [InlineData("subject", "line\nbreak")]
    [InlineData("time", "2026-01-02")]
    [InlineData("dataschema", "relative")]
    [InlineData("datacontenttype", "not a media type")]
    [InlineData("Upper", "x")]
    [InlineData("with-dash", "x")]
    [InlineData("", "x")]
    public void InvalidAttribute_Throws(string name, string value) =>
        Assert.Throws<ArgumentException>(() => Events.Minimal().SetAttributeFromString(name, value));

    [Fact]
    public void ExtensionsOfConstructor_AreChecked()
    {
        Assert.Throws<ArgumentException>(() => new CloudEvent([s_priority, s_priority]));
        Assert.Throws<ArgumentException>(() => new CloudEvent([CloudEventsSpecVersion.V1_0.IdAttribute]));
        Assert.Throws<ArgumentException>(() => new CloudEvent(
            [CloudEventAttribute.CreateExtension("subject", CloudEventAttributeType.String)]));
        Assert.Throws<ArgumentNullException>(() => new CloudEvent((CloudEventsSpecVersion)null!));
    }

    [Theory]
    [InlineData("specversion")]
    [InlineData("data")]
    public void ReservedExtensionName_Throws(string name) => Assert.Throws<ArgumentException>(
        () => CloudEventAttribute.CreateExtension(name, CloudEventAttributeType.String));

    [Fact]
    public void SpecVersions_AreKnownById()
    {
        Assert.Same(CloudEventsSpecVersion.V1_0, CloudEventsSpecVersion.FromVersionId("1.0"));
        Assert.Same(CloudEventsSpecVersion.V1_0, CloudEventsSpecVersion.Default);
        Assert.Null(CloudEventsSpecVersion.FromVersionId("0.3"));
        Assert.Null(CloudEventsSpecVersion.FromVersionId(null));
        Assert.Equal(7, CloudEventsSpecVersion.V1_0.AllAttributes.Count());
    }
}
