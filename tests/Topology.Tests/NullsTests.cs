using static Topology.Tests.MinimalTopology;

namespace Topology.Tests;

/// <summary>The serializer lets null through as an element of a list; no rule has to reckon with that.</summary>
public class NullsTests
{
    [Theory]
    [InlineData("\"parameters\": [", "\"parameters\": [ null, ", "parameters has a null")]
    [InlineData("\"buckets\": [", "\"buckets\": [ null, ", "buckets has a null")]
    [InlineData("\"subscriptions\": [", "\"subscriptions\": [ null, ", "subscriptions has a null")]
    [InlineData("\"functions\": [", "\"functions\": [ null, ", "functions has a null")]
    [InlineData("\"handles\": [", "\"handles\": [ null, ", "functions[1].handles has a null")]
    [InlineData("\"publishes\": [ \"shop.order.placed.v1\"", "\"publishes\": [ null", "functions[0].publishes has a null")]
    [InlineData("\"forwards\": []", "\"forwards\": [ null ]", "functions[1].forwards has a null")]
    [InlineData("[ \"roles/datastore.user\" ]", "[ null ]", "functions[0].deployment.roles.project has a null")]
    [InlineData("[ \"roles/datastore.user\" ]", "null", "functions[0].deployment.roles.project is null")]
    [InlineData("\"cycles\": []", "\"cycles\": [ null ]", "cycles has a null")]
    [InlineData(
        "\"cycles\": []", "\"cycles\": [ { \"functions\": [ null ], \"because\": \"It ends.\" } ]",
        "cycles[0].functions has a null")]
    [InlineData("\"terminalTypes\": [", "\"terminalTypes\": [ null, ", "terminalTypes has a null")]
    [InlineData("\"timeToLive\": [", "\"timeToLive\": [ null, ", "deployment.firestore.timeToLive has a null")]
    [InlineData("\"withoutIndexes\": [", "\"withoutIndexes\": [ null, ", "deployment.firestore.withoutIndexes has a null")]
    [InlineData("\"alerts\": [", "\"alerts\": [ null, ", "deployment.alerts has a null")]
    public void NullInAList_IsNamedWithItsPlace(string from, string to, string message) =>
        Assert.Contains(message, FaultsOf(Changed(Deployed, (from, to))));

    [Theory]
    [InlineData("\"handles\": [ \"shop.order.placed.v1\" ]", "\"handles\": null", "handles")]
    [InlineData("\"cycles\": []", "\"cycles\": null", "cycles")]
    [InlineData("\"timeToLive\": [ \"inbox\" ]", "\"timeToLive\": null", "timeToLive")]
    [InlineData("\"512Mi\"", "null", "memory")]
    public void NullInPlaceOfAList_IsRefused(string from, string to, string message) => Assert.Contains(
        message, Assert.Single(FaultsOf(Changed(Deployed, (from, to)))), StringComparison.OrdinalIgnoreCase);
}
