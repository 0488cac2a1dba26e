using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Shop.Contracts.Tests;

/// <summary>What holds for any data, tried on data that nobody thought of.</summary>
public sealed class Properties
{
    private static readonly Gen<Sku> _skus =
        Gen.Elements("mug", "0", "tea.earl-grey_50", "a" + new string('_', 63)).Select(Sku.Parse);

    private static readonly Gen<OrderLine> _lines =
        _skus.SelectMany(sku => Gen.Choose(1, 100).Select(quantity => new OrderLine(sku, quantity)));

    private static readonly Gen<Uri?> _urls = Gen.Elements<Uri?>(
        null, new Uri("https://customer.example"), new Uri("http://127.0.0.1:1/?q=%2F&r='<>#\\"));

    private static readonly Gen<OrderPlaced> _orders =
        from count in Gen.Choose(1, ContractLimits.OrderLinesMax)
        from lines in _lines.ArrayOf(count)
        from customer in Gen.Elements("a", "auth0|1", new string('~', 128)).Select(CustomerId.Parse)
        from url in _urls
        from high in Gen.Choose(0, int.MaxValue)
        let id = OrderId.Of(new Guid(high, 1, 2, [3, 4, 5, 6, 7, 8, 9, 10]))
        select new OrderPlaced(id, customer, lines, url);

    // Close to the forms of our ids, so that a good part of the texts is valid and the rest only just not.
    private static readonly Gen<string> _texts = Gen.OneOf(
        Gen.Elements([.. "az09AZ-_.%\"~ !\n\u007fä"]).ArrayOf().Select(letters => new string(letters)),
        Gen.Elements([.. "abc019-"]).ArrayOf(36).Select(letters => new string(letters)),
        Gen.Elements([.. "0123456789abcdef"]).ArrayOf(32).Select(letters => new string(letters)),
        Gen.Choose(60, 132).Select(length => new string('a', length)));

    [Fact]
    public void AnyOrder_IsTheSameAfterItsJourney() => Check(_orders, order =>
    {
        var decoded = EventContracts.OrderPlaced.Decode(EventContracts.OrderPlaced.Encode(order));
        return decoded.IsValid && EventContracts.OrderPlaced.AreEqual(order, decoded.Data);
    });

    [Fact]
    public void AnyOrder_MergesToTheSameUnitsWithEachSkuOnce() => Check(_orders, order =>
    {
        var merged = OrderLines.Merge(order.Lines);
        return merged.Sum(line => line.Quantity) == order.Lines.Sum(line => line.Quantity)
            && merged.Select(line => line.Sku).Distinct().Count() == merged.Count
            && OrderLines.Merge(merged).SequenceEqual(merged)
            && OrderLines.Merge(order.Lines.Reverse()).SequenceEqual(merged);
    });

    [Fact]
    public void AnyTextAsAnId_IsJudgedAlikeByCodeAndSchema()
    {
        Check(_texts, text => OrderId.TryParse(text, out _)
            == Fits(EventContracts.OrderPlaced, "orderId", text));
        Check(_texts, text => CustomerId.TryParse(text, out _)
            == Fits(EventContracts.OrderPlaced, "customerId", text));
        Check(_texts, text => Sku.TryParse(text, out _)
            == Fits(EventContracts.InventoryRestocked, "sku", text));
        Check(_texts, text => ImageId.TryParse(text, out _)
            == Fits(EventContracts.ImageFailed, "imageId", text));
    }

    [Fact]
    public void AnyBytes_AreJudgedWithoutAnException()
    {
        var golden = GoldenFiles.Event("shop.order.rejected.v1");
        var damage =
            from at in Gen.Choose(0, golden.Length - 1)
            from value in Gen.Choose(0, 255)
            select golden.Select((old, index) => index == at ? (byte)value : old).ToArray();

        Check(damage, bytes => EventContracts.OrderRejected.Decode(bytes) is var decoded
            && decoded.IsValid == (decoded.Data is not null));
    }

    private static bool Fits(EventContract contract, string member, string text)
    {
        var pattern = JsonSerializer.Deserialize<JsonElement>(contract.Schema)
            .GetProperty("properties").GetProperty(member).GetProperty("pattern").GetString()!;
        return SchemaReader.Matches(pattern, text);
    }

    // FsCheck prints the seed of a failure, with which it can be repeated.
    private static void Check<T>(Gen<T> values, Func<T, bool> holds) =>
        Prop.ForAll(values.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
