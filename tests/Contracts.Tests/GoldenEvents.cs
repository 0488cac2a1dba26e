using System.Text.Json;

namespace Shop.Contracts.Tests;

/// <summary>
/// A golden file, once committed, decodes for ever: what it holds lies in people's topics and dead letters.
/// </summary>
public sealed class GoldenEvents
{
    private static readonly ImageSource _source =
        new("uploads", "holiday/Ärmel 100%.jpg", 1_763_600_000_123_456, "image/jpeg", 4_194_304, 4032, 3024);

    private static readonly ImageProcessed _processed = new(
        ImageId.Of(_source.Bucket, _source.Name),
        _source,
        "variants",
        "holiday/Ärmel 100%.jpg/manifest.json",
        [
            new("display", "holiday/Ärmel 100%.jpg/display.jpg", 1_763_600_001_000_001, "image/jpeg", 800, 600, 90_210),
            new("thumbnail", "holiday/Ärmel 100%.jpg/thumbnail.jpg", 1_763_600_001_000_002, "image/jpeg", 200, 200, 9_021),
        ],
        "1QcSHQRnh493V4dIh4eXh1h4kJUI");

    private static readonly ImageFailed _failed = new(
        ImageId.Of("uploads", "bomb.png"),
        new("uploads", "bomb.png", 1_763_600_000_000_001, "image/png", 4_096),
        ImageFailureReasons.TooManyPixels,
        "The image is 65535 x 65535 pixels; at most 50,000,000 are processed.");

    public static TheoryData<string> Types => [.. EventContracts.All.Select(contract => contract.Type)];

    [Theory, MemberData(nameof(Types))]
    public void EveryType_HasAGoldenFile(string type) => Assert.True(File.Exists(PathOf(type)), PathOf(type));

    [Fact]
    public void ImageProcessed_WritesAndReadsItsGoldenFile() => Check(EventContracts.ImageProcessed, _processed);

    [Fact]
    public void ImageFailed_WritesAndReadsItsGoldenFile() => Check(EventContracts.ImageFailed, _failed);

    [Fact]
    public void UnknownMember_IsSkipped()
    {
        var json = File.ReadAllText(PathOf("shop.image.failed.v1")).Replace("{", "{\"addedLater\":1,", StringComparison.Ordinal);

        Assert.Equal(_failed, JsonSerializer.Deserialize(json, EventContracts.ImageFailed.Json));
    }

    [Theory]
    [InlineData("\"generation\": 1763600000000001", "\"generation\": \"1763600000000001\"")]
    [InlineData("\"reason\": \"too-many-pixels\",", "")]
    [InlineData("\"reason\": \"too-many-pixels\"", "\"reason\": null")]
    [InlineData("\"imageId\": \"", "\"imageId\": \"X")]
    public void FaultInAMember_IsRefused(string from, string to)
    {
        var golden = File.ReadAllText(PathOf("shop.image.failed.v1"));
        var broken = golden.Replace(from, to, StringComparison.Ordinal);

        Assert.NotEqual(golden, broken);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(broken, EventContracts.ImageFailed.Json));
    }

    private static void Check<T>(EventContract<T> contract, T value)
    {
        var golden = File.ReadAllText(PathOf(contract.Type));

        var read = JsonSerializer.Deserialize(golden, contract.Json)!;

        Assert.Equal(Normal(golden), JsonSerializer.Serialize(value, contract.Json));
        Assert.Equal(Normal(golden), JsonSerializer.Serialize(read, contract.Json));
    }

    // Golden files are laid out for people; events are not.
    private static string Normal(string json) =>
        JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(json));

    private static string PathOf(string type) => Path.Combine(AppContext.BaseDirectory, "Golden", type + ".json");
}
