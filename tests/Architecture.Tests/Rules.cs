using System.Text.RegularExpressions;

namespace Shop.Architecture.Tests;

public sealed partial class Rules
{
    private static readonly IReadOnlyList<string> _functionSources = Repository.Files("functions", "*.cs");

    [Fact]
    public void EventTypes_AreWrittenInContractsOnly() => Assert.All(
        [.. _functionSources, .. Repository.Files("shared/Eventing", "*.cs"), .. Repository.Files("deploy", "*.cs")],
        path => Assert.DoesNotMatch(EventType(), Repository.Read(path)));

    [Fact]
    public void Environment_IsReadByTheCompositionRootOnly() => Assert.All(
        _functionSources.Where(path => !path.EndsWith("/Startup.cs", StringComparison.Ordinal)),
        path => Assert.DoesNotContain("Environment.GetEnvironmentVariable", Repository.Read(path), StringComparison.Ordinal));

    [Fact]
    public void Functions_WriteToTheirLogAndNotToTheConsole() => Assert.All(
        _functionSources,
        path => Assert.DoesNotMatch(new Regex(@"\bConsole\."), Repository.Read(path)));

    [Fact]
    public void Tests_DoNotWaitForTimeToPass() => Assert.All(
        // Benchmarks are no tests: they put waits in on purpose, and measure. What a process holds in pools falls by the
        // process's own clock, which nobody outside can turn.
        Repository.Files("tests", "*.cs").Where(path => !path.EndsWith("/Rules.cs", StringComparison.Ordinal)
            && !path.StartsWith("tests/Benchmarks/", StringComparison.Ordinal)
            && path != "tests/EndToEnd/Hostile/Memory.cs"),
        path => Assert.DoesNotMatch(Waiting(), Repository.Read(path)));

    [Fact]
    public void EverySuppression_CarriesItsReason() => Assert.All(
        Repository.Files(".", "*.cs").Where(path => !path.EndsWith("/Rules.cs", StringComparison.Ordinal)),
        path => Assert.DoesNotMatch(BareSuppression(), Repository.Read(path)));

    [GeneratedRegex("\"shop\\.[a-z]+\\.[a-z-]+\\.v[0-9]")]
    private static partial Regex EventType();

    [GeneratedRegex(@"Thread\.Sleep|Task\.Delay\((?!Timeout\.Infinite)")]
    private static partial Regex Waiting();

    [GeneratedRegex(@"#pragma warning disable \S+\s*$", RegexOptions.Multiline)]
    private static partial Regex BareSuppression();
}
