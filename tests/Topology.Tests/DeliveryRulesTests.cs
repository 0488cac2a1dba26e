using static Topology.Tests.MinimalTopology;
using Shop.Topology;

namespace Topology.Tests;

/// <summary>How long things are kept and tried: by buckets, subscriptions and triggers.</summary>
public class DeliveryRulesTests
{
    private const string Trigger = "\"trigger\": { \"bucket\": \"uploads\", ";
    private const string Subscription = "\"function\": \"Resize\",";

    [Fact]
    public void Defaults_KeepAWeek()
    {
        var topology = TopologyFile.Parse(Local, "local");

        Assert.Equal((7, null), (topology.Buckets[0].SoftDeleteDays, topology.Buckets[0].DeleteAfterDays));
        Assert.Equal(7, topology.Subscriptions[0].RetentionDays);
        Assert.Equal(
            new StorageTrigger("uploads", 10, 600, AckDeadlineSeconds: 600, DeadLetters: null, RetentionDays: 7),
            topology.Functions[0].Trigger);
    }

    [Theory]
    [InlineData("\"variants\" }", "\"variants\", \"softDeleteDays\": 0 }")]
    [InlineData("\"variants\" }", "\"variants\", \"softDeleteDays\": 90 }")]
    [InlineData("\"variants\" }", "\"variants\", \"deleteAfterDays\": 1 }")]
    [InlineData("\"variants\" }", "\"variants\", \"deleteAfterDays\": null }")]
    [InlineData(Subscription, Subscription + " \"retentionDays\": 1,")]
    [InlineData(Subscription, Subscription + " \"retentionDays\": 31,")]
    [InlineData(Trigger, Trigger + "\"retentionDays\": 31, ")]
    [InlineData(Trigger, Trigger + "\"ackDeadlineSeconds\": 61, ")]
    [InlineData(Trigger, Trigger + "\"deadLetters\": { \"topic\": \"dead-letters\", \"attemptsMax\": 100 }, ")]
    public void LegalChange_IsAccepted(string from, string to) => TopologyFile.Parse(Changed(Local, (from, to)), "changed");

    [Theory]
    [InlineData("\"variants\" }", "\"variants\", \"softDeleteDays\": -1 }", "bucket variants: softDeleteDays is -1, must be 0 or 7-90")]
    [InlineData("\"variants\" }", "\"variants\", \"softDeleteDays\": 6 }", "softDeleteDays is 6, must be 0 or 7-90")]
    [InlineData("\"variants\" }", "\"variants\", \"softDeleteDays\": 91 }", "softDeleteDays is 91, must be 0 or 7-90")]
    [InlineData("\"variants\" }", "\"variants\", \"deleteAfterDays\": 0 }", "bucket variants: deleteAfterDays is 0, must be 1 or more")]
    [InlineData(Subscription, Subscription + " \"retentionDays\": 0,", "subscription images-to-resize: retentionDays is 0, must be 1-31")]
    [InlineData(Subscription, Subscription + " \"retentionDays\": 32,", "images-to-resize: retentionDays is 32, must be 1-31")]
    [InlineData(Trigger, Trigger + "\"retentionDays\": 0, ", "function Resize: trigger retentionDays is 0, must be 1-31")]
    [InlineData(Trigger, Trigger + "\"retentionDays\": 32, ", "function Resize: trigger retentionDays is 32, must be 1-31")]
    [InlineData(Trigger, Trigger + "\"ackDeadlineSeconds\": 9, ", "function Resize: trigger ackDeadlineSeconds is 9, must be 10-600")]
    [InlineData(Trigger, Trigger + "\"ackDeadlineSeconds\": 601, ", "function Resize: trigger ackDeadlineSeconds is 601, must be 10-600")]
    [InlineData(
        Trigger, Trigger + "\"ackDeadlineSeconds\": 60, ",
        "function Resize: trigger ackDeadlineSeconds is 60, must be more than the 60 s that Resize may take")]
    [InlineData(
        Trigger, Trigger + "\"deadLetters\": { \"topic\": \"lost\", \"attemptsMax\": 5 }, ",
        "function Resize: trigger: deadLetters names topic 'lost', which is not listed under topics")]
    [InlineData(
        Trigger, Trigger + "\"deadLetters\": { \"topic\": \"dead-letters\", \"attemptsMax\": 101 }, ",
        "function Resize: trigger: attemptsMax is 101, must be 5-100")]
    [InlineData(
        Trigger, Trigger + "\"deadLetters\": { \"topic\": \"dead-letters\", \"attemptsMax\": 4 }, ",
        "function Resize: trigger: attemptsMax is 4, must be 5-100")]
    public void IllegalChange_IsNamed(string from, string to, string message) => Assert.Contains(
        FaultsOf(Changed(Local, (from, to))), each => each.Contains(message, StringComparison.Ordinal));
}
