using System.Text;

namespace Shop.Contracts.Tests;

/// <summary>What people are told when a document breaks its contract.</summary>
public sealed class Faults
{
    private const string Head =
        "\"orderId\":\"019a9e3f-8a2b-7c3d-9e4f-0123456789ab\",\"customerId\":\"auth0|1\"";

    private const string SkuForm =
        "A SKU is 1 to 64 lower-case letters, digits, '-', '_' and '.', the first a letter or digit.";

    private const string QuantityForm = "Must be a whole number from 1 to 10000, not in quotes.";

    private const string UrlForm =
        "Must be an absolute http or https URL: 2048 printable ASCII characters at most, no spaces, no user.";

    [Fact]
    public void EveryFault_IsListedAtOnce()
    {
        var faults = Of("""
            {
              "orderId": "019A9E3F-8A2B-7C3D-9E4F-0123456789AB",
              "lines": [
                { "sku": "Mug", "quantity": 0 },
                { "sku": "mug", "quantity": "2" },
                { "quantity": 1.5 },
                7
              ],
              "callbackUrl": "ftp://customer.example/"
            }
            """);

        Assert.Equal(
            [
                new("/orderId", "An order id is a UUID in lower case."),
                new("/customerId", "Is missing."),
                new("/lines/0/sku", SkuForm),
                new("/lines/0/quantity", QuantityForm),
                new("/lines/1/quantity", QuantityForm),
                new("/lines/2/sku", "Is missing."),
                new("/lines/2/quantity", QuantityForm),
                new("/lines/3", "Must be an object."),
                new("/callbackUrl", UrlForm),
            ],
            faults);
    }

    [Fact]
    public void NullInPlaceOfAnOptionalMember_IsRefusedWithAdvice() => Assert.Equal(
        [new("/callbackUrl", "Must be left out, not null.")],
        Of($$"""{{{Head}},"lines":[{"sku":"mug","quantity":1}],"callbackUrl":null}"""));

    [Theory]
    [InlineData(1, 10_000)]
    [InlineData(100, 1)]
    [InlineData(100, 100)]
    public void LinesWithinTheLimits_Decode(int count, int quantity) =>
        Assert.Empty(Of(Placed(Enumerable.Repeat(("mug", quantity), count))));

    [Fact]
    public void NoLines_AreRefused() =>
        Assert.Equal([new("/lines", "Must be a list of 1 to 100 items.")], Of(Placed([])));

    [Fact]
    public void OneLineTooMany_IsOneFaultHoweverManyThereAre() => Assert.Equal(
        [new("/lines", "Must be a list of 1 to 100 items.")],
        Of(Placed(Enumerable.Range(0, 1_000).Select(index => ($"sku-{index}", index < 100 ? 1 : 0)))));

    [Fact]
    public void LinesOfOneSkuBeyondTheLimit_AreRefusedWhereItIsPassed() => Assert.Equal(
        [new("/lines/3/quantity", "All lines of one SKU together may ask for 10000 units at most.")],
        Of(Placed([("mug", 6_000), ("tea", 10_000), ("mug", 4_000), ("mug", 1), ("mug", 1)])));

    [Theory]
    [InlineData("https://customer.example/", true)]
    [InlineData("http://127.0.0.1:5000/hook?a=%20b#c", true)]
    [InlineData("https://customer.example", true)]
    [InlineData("HTTPS://customer.example/", false)]
    [InlineData("https:///orders", false)]
    [InlineData("https://customer.example:99999/", false)]
    [InlineData("https://kunde.example/ä", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("//customer.example/", false)]
    [InlineData("https://me@customer.example/", false)]
    [InlineData("https://customer.example/\\n", false)]
    public void CallbackUrl_IsAnAbsoluteWebUrl(string url, bool valid) => Assert.Equal(
        valid ? [] : [new("/callbackUrl", UrlForm)], Of(CalledBack(url)));

    [Theory]
    [InlineData(2_048, 0)]
    [InlineData(2_049, 1)]
    public void CallbackUrl_HasALongestLength(int length, int faults) =>
        Assert.Equal(faults, Of(CalledBack("https://customer.example/".PadRight(length, 'x'))).Count);

    [Fact]
    public void MoreFaultsThanAnybodyReads_AreCutOff()
    {
        var twice = string.Join(',', Enumerable.Repeat("\"a\":0", 5_000));

        Assert.Equal(1_000, Of("{" + twice + "}").Count);
    }

    [Fact]
    public void Fault_GivesNoData()
    {
        var decoded = EventContracts.OrderPlaced.Decode("{}"u8);

        Assert.False(decoded.IsValid);
        Assert.Null(decoded.Data);
        Assert.Equal(["/orderId", "/customerId", "/lines"], decoded.Faults.Select(fault => fault.Pointer));
    }

    private static string CalledBack(string url) =>
        $$"""{{{Head}},"lines":[{"sku":"mug","quantity":1}],"callbackUrl":"{{url}}"}""";

    private static string Placed(IEnumerable<(string Sku, int Quantity)> lines)
    {
        var items = lines.Select(line => $$"""{"sku":"{{line.Sku}}","quantity":{{line.Quantity}}}""");
        return $$"""{{{Head}},"lines":[{{string.Join(',', items)}}]}""";
    }

    private static IReadOnlyList<ContractFault> Of(string json) =>
        EventContracts.OrderPlaced.Decode(Encoding.UTF8.GetBytes(json)).Faults;
}
