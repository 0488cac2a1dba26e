using Microsoft.Extensions.Configuration;

namespace Shop.ImageProcessor.Tests;

public sealed class Configurations
{
    private static readonly Dictionary<string, string?> _least = new()
    {
        ["VARIANTS_BUCKET"] = "variants",
        ["IMAGES_TOPIC"] = "projects/local/topics/images",
        ["DEAD_LETTERS_TOPIC"] = "projects/local/topics/dead-letters",
    };

    [Fact]
    public void TheLeast_IsEnough()
    {
        var options = Read(_least);

        Assert.Equal(("variants", "images"), (options.VariantsBucket, options.ImagesTopic.TopicId));
        Assert.Equal((50_000_000, 50_000_000), (options.BytesMax, options.PixelsMax));
    }

    [Theory]
    [InlineData("VARIANTS_BUCKET", null)]
    [InlineData("VARIANTS_BUCKET", "")]
    [InlineData("IMAGES_TOPIC", null)]
    [InlineData("IMAGES_TOPIC", "images")]
    [InlineData("DEAD_LETTERS_TOPIC", "projects//topics/x")]
    [InlineData("BYTES_MAX", "0")]
    [InlineData("BYTES_MAX", "50MB")]
    [InlineData("PIXELS_MAX", "-5")]
    [InlineData("PIXELS_MAX", "99999999999999999999")]
    [InlineData("HANDLER_BUDGET_SECONDS", "531")]
    [InlineData("DELETE_ORIGINAL", "yes")]
    [InlineData("DELETE_ORIGINAL", "On-Success")]
    public void UnusableValue_IsNamed(string name, string? value)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Read(new(_least) { [name] = value }));

        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, DeleteOriginal.Never)]
    [InlineData("never", DeleteOriginal.Never)]
    [InlineData("on-success", DeleteOriginal.OnSuccess)]
    public void Originals_AreDeletedOnlyWhereThatIsAskedFor(string? value, DeleteOriginal expected) =>
        Assert.Equal(expected, Read(new(_least) { ["DELETE_ORIGINAL"] = value }).DeleteOriginal);

    [Fact]
    public void AllFaults_AreNamedAtOnce()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Read([]));

        Assert.All(_least.Keys, name => Assert.Contains(name, fault.Message, StringComparison.Ordinal));
    }

    private static ProcessorOptions Read(Dictionary<string, string?> values) =>
        ProcessorOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
}
