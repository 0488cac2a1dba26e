using System.Text.RegularExpressions;

namespace Shop.Contracts.Tests;

public sealed class Conventions
{
    [Fact]
    public void EveryType_IsNamedByAggregatePastTenseAndMajor() => Assert.All(
        EventContracts.All, contract => Assert.Matches(new Regex("^shop\\.[a-z]+\\.[a-z-]+ed\\.v[1-9][0-9]*$"), contract.Type));

    [Fact]
    public void EveryType_IsWrittenOnce() =>
        Assert.Equal(EventContracts.All.Count, EventContracts.All.Select(contract => contract.Type).Distinct().Count());

    [Fact]
    public void All_HoldsEveryContract() => Assert.Equal(
        typeof(EventContracts).GetProperties().Count(property => property.PropertyType.IsAssignableTo(typeof(EventContract))),
        EventContracts.All.Count);

    [Fact]
    public void Contracts_DependOnNothingButTheRuntime() => Assert.All(
        typeof(EventContracts).Assembly.GetReferencedAssemblies(),
        assembly => Assert.StartsWith("System.", assembly.Name, StringComparison.Ordinal));
}
