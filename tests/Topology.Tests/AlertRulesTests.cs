using static Topology.Tests.MinimalTopology;
using Shop.Topology;

namespace Topology.Tests;

public class AlertRulesTests
{
    private const string Alert = "{ \"name\": \"errors\", \"watches\": \"error-ratio\", \"minutes\": 10, \"threshold\": 0.05 }";

    [Theory]
    [InlineData("\"minutes\": 10", "\"minutes\": 0")]
    [InlineData("\"minutes\": 10", "\"minutes\": 1380")]
    [InlineData("\"threshold\": 0.05", "\"threshold\": 0")]
    [InlineData("\"error-ratio\", \"minutes\": 10, \"threshold\": 0.05", "\"dead-letters\", \"minutes\": 0, \"threshold\": 7")]
    public void LegalChange_IsAccepted(string from, string to) => TopologyFile.Parse(Changed(Deployed, (from, to)), "changed");

    [Theory]
    [InlineData("\"minutes\": 10", "\"minutes\": -1", "alert errors: minutes is -1, must be 0-1380")]
    [InlineData("\"minutes\": 10", "\"minutes\": 1381", "alert errors: minutes is 1381, must be 0-1380")]
    [InlineData("\"threshold\": 0.05", "\"threshold\": -0.5", "alert errors: threshold is -0.5, must be 0 or more")]
    [InlineData("\"threshold\": 0.05", "\"threshold\": 1", "alert errors: threshold is 1, must be 0 or more, and a ratio below 1")]
    [InlineData("\"threshold\": 0.05", "\"threshold\": 1e999", "hreshold")]
    [InlineData("\"error-ratio\"", "\"errors\"", "watches")]
    public void IllegalChange_IsNamed(string from, string to, string message) => Assert.Contains(
        FaultsOf(Changed(Deployed, (from, to))), each => each.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void TwoAlertsOfOneName_AreRefused() => Assert.Equal(
        ["alert 'errors' is listed twice"], FaultsOf(Changed(Deployed, (Alert, $"{Alert}, {Alert}"))));
}
