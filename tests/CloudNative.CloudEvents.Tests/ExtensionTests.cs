using CloudNative.CloudEvents.Extensions;

namespace CloudNative.CloudEvents.Tests;

public class ExtensionTests
{
    [Fact]
    public void PartitionKey_IsSetAndRead()
    {
        var cloudEvent = Events.Minimal().SetPartitionKey("order-1");

        Assert.Equal("order-1", cloudEvent.GetPartitionKey());
        Assert.Equal("order-1", cloudEvent["partitionkey"]);
        Assert.Null(cloudEvent.SetPartitionKey(null).GetPartitionKey());
    }

    [Fact]
    public void SequenceOfInteger_CarriesItsType()
    {
        var cloudEvent = Events.Minimal().SetSequence(7);

        Assert.Equal("7", cloudEvent.GetSequenceString());
        Assert.Equal("Integer", cloudEvent.GetSequenceType());
        Assert.Equal(7, cloudEvent.GetSequenceValue());
    }

    [Fact]
    public void SequenceOfText_IsLexicographic()
    {
        var cloudEvent = Events.Minimal();
        cloudEvent["sequence"] = "0000000002";

        Assert.Equal("0000000002", cloudEvent.GetSequenceValue());
        Assert.Null(cloudEvent.GetSequenceType());
        Assert.Throws<ArgumentException>(() => cloudEvent.SetSequence("0000000003"));
    }

    [Fact]
    public void SequenceOfUnknownOrBrokenType_Throws()
    {
        var cloudEvent = Events.Minimal().SetSequence(7);
        cloudEvent["sequence"] = "seven";
        Assert.Throws<ArgumentException>(() => cloudEvent.GetSequenceValue());

        cloudEvent["sequencetype"] = "Roman";
        Assert.Throws<InvalidOperationException>(() => cloudEvent.GetSequenceValue());
        Assert.Null(cloudEvent.SetSequence(null).GetSequenceValue());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void SampledRateNotPositive_Throws(int rate) =>
        Assert.Throws<ArgumentException>(() => Events.Minimal().SetSampledRate(rate));

    [Fact]
    public void SampledRate_IsSetAndRead()
    {
        Assert.Equal(30, Events.Minimal().SetSampledRate(30).GetSampledRate());
        Assert.Null(Events.Minimal().GetSampledRate());
    }

    [Fact]
    public void AllAttributes_AreTheExtensionsOfTheClass()
    {
        Assert.Equal(["partitionkey"], Partitioning.AllAttributes.Select(a => a.Name));
        Assert.Equal(["sequence", "sequencetype"], Sequence.AllAttributes.Select(a => a.Name));
        Assert.Equal(["sampledrate"], Sampling.AllAttributes.Select(a => a.Name));
    }
}
