using System.Text;
using System.Text.Json;

namespace Shop.Contracts.Tests;

/// <summary>
/// A golden file, once committed, decodes for ever: what it holds lies in people's topics and dead letters.
/// </summary>
public sealed class GoldenEvents
{
    public static TheoryData<string> Types => [.. EventContracts.All.Select(contract => contract.Type)];

    public static TheoryData<string> Files => [.. GoldenFiles.Names];

    public static TheoryData<string> Written => [.. Samples.ByName.Keys];

    [Theory, MemberData(nameof(Types))]
    public void EveryType_HasAGoldenFileAndASample(string type)
    {
        Assert.Contains(type, GoldenFiles.Names);
        Assert.Contains(type, Samples.ByName.Keys);
    }

    [Theory, MemberData(nameof(Files))]
    public void EveryGoldenFile_Decodes(string name) =>
        Assert.Empty(GoldenFiles.ContractOf(name).Validate(GoldenFiles.Event(name)));

    [Theory, MemberData(nameof(Written))]
    public void EverySample_WritesItsGoldenFile(string name) => Assert.Equal(
        GoldenFiles.Normal(GoldenFiles.Event(name)), Encoding.UTF8.GetString(Samples.ByName[name].Write()));

    [Theory, MemberData(nameof(Written))]
    public void EveryGoldenFile_KeepsAllItSaysWhenReadAndWritten(string name)
    {
        var golden = GoldenFiles.Event(name);

        var written = Samples.ByName[name].Rewrite(golden);

        Assert.Equal(GoldenFiles.Normal(golden), Encoding.UTF8.GetString(written));
    }

    [Theory, MemberData(nameof(Written))]
    public void UnknownMembers_AreSkippedAtEveryLevel(string name)
    {
        var golden = GoldenFiles.Event(name);
        var newer = Encoding.UTF8.GetString(golden).Replace(
            "{", "{\"addedLater\":{\"a\":[1,null]},", StringComparison.Ordinal);

        var read = Samples.ByName[name].Rewrite(Encoding.UTF8.GetBytes(newer));

        Assert.Equal(GoldenFiles.Normal(golden), Encoding.UTF8.GetString(read));
    }

    [Theory]
    [InlineData("\"generation\": 1763600000000001", "\"generation\": \"1763600000000001\"")]
    [InlineData("\"reason\": \"too-many-pixels\",", "")]
    [InlineData("\"reason\": \"too-many-pixels\"", "\"reason\": null")]
    [InlineData("\"imageId\": \"", "\"imageId\": \"X")]
    public void FaultInAMember_IsRefusedByTheSerializerToo(string from, string to)
    {
        var golden = Encoding.UTF8.GetString(GoldenFiles.Event("shop.image.failed.v1"));
        var broken = golden.Replace(from, to, StringComparison.Ordinal);

        Assert.NotEqual(golden, broken);
        Assert.Throws<JsonException>(
            () => JsonSerializer.Deserialize(broken, EventContracts.ImageFailed.Json));
    }
}
