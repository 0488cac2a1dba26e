using System.Text;

namespace Shop.Contracts.Tests;

/// <summary>Bytes that are no document, or one that two readers would understand differently.</summary>
public sealed class JsonFaults
{
    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{", 1, 2)]
    [InlineData("{\n  \"sku\": mug }", 2, 10)]
    [InlineData("{\"sku\":\"mug\",}", 1, 14)]
    [InlineData("{\"quantity\":01}", 1, 14)]
    [InlineData("{} {}", 1, 4)]
    [InlineData("/* why */ {}", 1, 1)]
    [InlineData("\uFEFF{}", 1, 1)]
    public void MalformedJson_IsOneFaultThatSaysWhere(string json, int line, int position) =>
        Assert.Equal([new("", $"Is not JSON: see line {line}, byte {position}.")], Of(json));

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"mug\"")]
    [InlineData("7")]
    public void AnythingButAnObject_IsOneFault(string json) =>
        Assert.Equal([new("", "Must be an object.")], Of(json));

    [Theory]
    [InlineData("""{"sku":"mug","quantity":1,"sku":"mug"}""", "/sku")]
    [InlineData("""{"sku":"mug","quantity":1,"\u0073ku":"tea"}""", "/sku")]
    [InlineData("""{"sku":"mug","quantity":1,"new":[{"a/b~":1,"a/b~":2}]}""", "/new/0/a~1b~0")]
    public void NameTwiceInAnObject_IsRefused(string json, string place) =>
        Assert.Equal([new(place, "Is there more than once.")], Of(json));

    [Fact]
    public void NameInTwoObjects_IsNoFault() =>
        Assert.Empty(Of("""{"sku":"mug","quantity":1,"new":[{"sku":1},{"sku":2}]}"""));

    [Theory]
    [InlineData("""{"sku":"\ud800","quantity":1}""", "/sku")]
    [InlineData("""{"sku":"mug","quantity":1,"new":{"\udc00":1}}""", "/new")]
    public void HalfOfASurrogatePair_IsRefused(string json, string place) =>
        Assert.Equal([new(place, "Holds half of a surrogate pair, which is no text.")], Of(json));

    [Fact]
    public void BytesThatAreNoUtf8_AreRefused() => Assert.Equal(
        [new("", "Is not UTF-8.")],
        EventContracts.InventoryRestocked.Validate([.. "{\"sku\":\""u8, 0xff, .. "\"}"u8]));

    [Fact]
    public void DeepNesting_IsAFaultAndNoStackOverflow()
    {
        var deep = new string('[', 20_000) + new string(']', 20_000);

        var fault = Assert.Single(Of($$"""{"sku":"mug","quantity":1,"new":{{deep}}}"""));

        Assert.StartsWith("Is not JSON: see line 1,", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64 * 1024, 0)]
    [InlineData((64 * 1024) + 1, 1)]
    public void DocumentBeyondTheLimit_IsNotRead(int bytes, int faults)
    {
        var found = Of("""{"sku":"mug","quantity":1}""".PadRight(bytes));

        Assert.Equal(faults, found.Count);
        Assert.All(found, fault => Assert.Equal("Has 65537 bytes; at most 65536 are read.", fault.Message));
    }

    private static IReadOnlyList<ContractFault> Of(string json) =>
        EventContracts.InventoryRestocked.Validate(Encoding.UTF8.GetBytes(json));
}
