using static Topology.Tests.MinimalTopology;
using Shop.Topology;

namespace Topology.Tests;

/// <summary>What differs from one deployment to the next.</summary>
public class ParametersTests
{
    private const string Parameter = "{ \"name\": \"audience\", \"description\": \"Who calls.\" }";

    [Theory]
    [InlineData("audience", "Audience", "parameter 'Audience' must match")]
    [InlineData("audience", "the-audience", "parameter 'the-audience' must match")]
    [InlineData("audience", "", "parameter '' must match")]
    [InlineData("${parameter:audience}", "${parameter:operators}", "names ${parameter:operators}, which is not listed")]
    [InlineData("${parameter:audience}", "${parameter:}", "has an unknown reference in '${parameter:}'")]
    [InlineData(Parameter, Parameter + ", " + Parameter, "parameter 'audience' is listed twice")]
    [InlineData(Parameter, "{ \"name\": \"audience\" }", "description")]
    public void IllegalChange_IsNamed(string from, string to, string message) => Assert.Contains(
        FaultsOf(Changed(Deployed, (from, to))), each => each.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void GivenValue_IsTaken() => Assert.Equal("acme", Variables(null, "acme")["AUDIENCE"]);

    [Fact]
    public void GivenValue_BeatsTheDefault() => Assert.Equal("acme", Variables("everybody", "acme")["AUDIENCE"]);

    [Fact]
    public void DefaultValue_IsTakenWhereNothingIsGiven() => Assert.Equal("everybody", Variables("everybody", null)["AUDIENCE"]);

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("everybody", "")]
    public void ParameterThatComesToNothing_LeavesItsVariableUnset(string? fallback, string? given) =>
        Assert.DoesNotContain("AUDIENCE", Variables(fallback, given).Keys);

    [Fact]
    public void VariableThatIsEmptyInTheFile_IsSet()
    {
        var topology = TopologyFile.Parse(Changed(Deployed, ("${parameter:audience}", "")), "changed");

        Assert.Equal("", FunctionVariables.Of(topology.Functions[0], topology, ResourceNames.Local)["AUDIENCE"]);
    }

    [Fact]
    public void ValueThatLooksLikeAReference_IsNotExpanded() =>
        Assert.Equal("${project}", Variables(null, "${project}")["AUDIENCE"]);

    private static IReadOnlyDictionary<string, string> Variables(string? fallback, string? given)
    {
        var topology = TopologyFile.Parse(Deployed, "deployed") with
        {
            Parameters = [new ParameterSpec("audience", "Who calls.", fallback)],
        };
        var names = ResourceNames.Deployed("acme-prod");
        return FunctionVariables.Of(
            topology.Functions[0], topology,
            given is null ? names : names with { Parameters = new Dictionary<string, string> { ["audience"] = given } });
    }
}
