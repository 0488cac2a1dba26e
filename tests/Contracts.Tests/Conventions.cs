using System.Text.RegularExpressions;

namespace Shop.Contracts.Tests;

public sealed class Conventions
{
    [Fact]
    public void EveryType_IsNamedByAggregatePastTenseAndMajor() => Assert.All(
        EventContracts.All,
        contract => Assert.Matches(new Regex("^shop\\.[a-z]+\\.[a-z-]+ed\\.v[1-9][0-9]*$"), contract.Type));

    [Fact]
    public void EveryType_IsWrittenOnce() => Assert.Equal(
        EventContracts.All.Count, EventContracts.All.Select(contract => contract.Type).Distinct().Count());

    [Fact]
    public void All_HoldsEveryContract() => Assert.Equal(
        typeof(EventContracts).GetProperties()
            .Count(property => property.PropertyType.IsAssignableTo(typeof(EventContract))),
        EventContracts.All.Count);

    [Fact]
    public void EveryType_IsNamedAsItsData() => Assert.All(EventContracts.All, contract => Assert.Equal(
        contract.GetType().GetGenericArguments().Single().Name.ToUpperInvariant(),
        contract.Type.Replace("shop.", "", StringComparison.Ordinal)[..^3]
            .Replace(".", "", StringComparison.Ordinal)
            .Replace("-", "", StringComparison.Ordinal)
            .ToUpperInvariant()));

    [Theory]
    [InlineData("order", "orders")]
    [InlineData("inventory", "inventory")]
    [InlineData("image", "images")]
    [InlineData("notification", "notifications")]
    public void EventsOfAnAggregate_GoToItsTopic(string aggregate, string topic)
    {
        var contracts = EventContracts.All.Where(contract => contract.Aggregate == aggregate).ToList();

        Assert.NotEmpty(contracts);
        Assert.All(contracts, contract => Assert.Equal(topic, contract.Topic));
    }

    [Fact]
    public void KnownType_IsFoundAndOthersAreNot()
    {
        Assert.All(EventContracts.All, contract => Assert.Same(contract, EventContracts.Find(contract.Type)));
        Assert.Null(EventContracts.Find("shop.order.placed.v2"));
        Assert.Null(EventContracts.Find(null));
    }

    [Fact]
    public void Contracts_DependOnNothingButTheRuntime() => Assert.All(
        typeof(EventContracts).Assembly.GetReferencedAssemblies(),
        assembly => Assert.StartsWith("System.", assembly.Name, StringComparison.Ordinal));
}
