using System.Text.Json;
using System.Text.RegularExpressions;

namespace Shop.Architecture.Tests;

/// <summary>Who reads it has no time to find out that it speaks of what is not there.</summary>
public sealed partial class Runbook
{
    private static readonly string _text = Repository.Read("deploy/RUNBOOK.md");

    private static readonly JsonElement _topology =
        JsonDocument.Parse(Repository.Read("deploy/topology.json")).RootElement;

    [Fact]
    public void EveryAlert_HasItsSection() => Assert.All(
        Names(_topology.GetProperty("deployment").GetProperty("alerts")),
        alert => Assert.Contains($"\n## Alert: {alert}\n", _text, StringComparison.Ordinal));

    [Fact]
    public void EveryRecordThatIsSearchedFor_IsWritten()
    {
        var sources = Repository.Files("functions", "*.cs").Concat(Repository.Files("shared", "*.cs"))
            .Select(Repository.Read)
            .ToList();

        Assert.All(Found(SearchedEvent()), name => Assert.Contains(
            sources, source => Regex.IsMatch(source, $@"\[LoggerMessage\([\s\S]*partial void {name}\(")));
    }

    [Fact]
    public void EveryService_IsAFunction() => Assert.Subset(
        Names(_topology.GetProperty("functions")).Select(name => Hump().Replace(name, "-$0").ToLowerInvariant()).ToHashSet(),
        Found(Service()));

    [Fact]
    public void EverySubscription_IsInTheTopology() =>
        Assert.Subset(Names(_topology.GetProperty("subscriptions")), Found(Subscription()));

    [Fact]
    public void EveryOptionOfReplay_Exists()
    {
        var command = Repository.Read("deploy/Gcloud/Replay/ReplayCommand.cs");

        Assert.All(
            Found(ReplayLine()).SelectMany(line => Option().Matches(line).Select(match => match.Value)),
            option => Assert.Contains($"\"{option}\"", command, StringComparison.Ordinal));
    }

    private static HashSet<string> Names(JsonElement list) =>
        [.. list.EnumerateArray().Select(each => each.GetProperty("name").GetString()!)];

    // At least one of each: otherwise the rule would hold for having looked at nothing.
    private static HashSet<string> Found(Regex what)
    {
        var found = what.Matches(_text).Select(match => match.Groups["name"].Value).ToHashSet();
        Assert.NotEmpty(found);
        return found;
    }

    [GeneratedRegex("jsonPayload\\.event=\"(?<name>[^\"]+)\"")]
    private static partial Regex SearchedEvent();

    [GeneratedRegex("service_name=\"(?<name>[^\"]+)\"")]
    private static partial Regex Service();

    [GeneratedRegex("\\b(?<name>[a-z-]+-to-[a-z]+)\\b")]
    private static partial Regex Subscription();

    [GeneratedRegex("shop replay(?<name>[^\n`]*)")]
    private static partial Regex ReplayLine();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex Hump();
}
