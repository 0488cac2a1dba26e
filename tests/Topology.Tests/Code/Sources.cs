using System.Text.RegularExpressions;
using Shop.Architecture.Tests;
using Shop.Contracts;

namespace Topology.Tests.Code;

/// <summary>What the functions' sources say where no type of theirs can be asked.</summary>
internal static partial class Sources
{
    // Composition roots name exactly what is published; the one of the API reads its list from its options.
    private static readonly string[] _compositionRoots = ["Startup.cs", "ApiOptions.cs"];

    /// <summary>Types that the composition root of a function lists as published.</summary>
    public static IReadOnlyList<string> PublishedBy(string function) =>
    [
        .. _compositionRoots.Select(file => $"functions/{function}/{file}")
            .Where(path => File.Exists(Path.Combine(Repository.Root, path)))
            .SelectMany(path => Contract().Matches(Repository.Read(path)))
            .Select(match => ContractOf(match.Groups["name"].Value).Type)
            .Distinct(),
    ];

    /// <summary>
    /// Collection groups by the file that names them: of <c>orders-of/X/orders/Y</c> it is <c>orders</c>. Inboxes are
    /// not among them, whose names are put together.
    /// </summary>
    public static IReadOnlyList<(string File, string Group)> Collections { get; } =
    [
        .. Repository.Files("functions", "*.cs").Concat(Repository.Files("shared/ReadModels", "*.cs"))
            .SelectMany(path => Named().Matches(Repository.Read(path)).Select(match => (path, GroupOf(match))))
            .Distinct(),
    ];

    /// <summary>Whether a file writes documents that end: who does gives them a life.</summary>
    public static bool WritesWhatExpires(string path) => Life().IsMatch(Repository.Read(path));

    private static EventContract ContractOf(string name) =>
        (EventContract)typeof(EventContracts).GetProperty(name)!.GetValue(null)!;

    // The last segment of a collection's name, the one before it of a document's.
    private static string GroupOf(Match match) =>
        match.Groups["path"].Value.Split('/')[match.Groups["kind"].Value == "CollectionName" ? ^1 : ^2];

    [GeneratedRegex(@"EventContracts\.(?<name>[A-Z]\w+)")]
    private static partial Regex Contract();

    // new DocumentName($"orders/{id}"), new CollectionName("stock-levels"), CollectionName _collection = new("uploads").
    [GeneratedRegex(
        """(?:new (?<kind>DocumentName|CollectionName)|(?<kind>DocumentName|CollectionName) \w+ = new)\(\s*\$?"(?<path>[^"]+)""")]
    private static partial Regex Named();

    [GeneratedRegex(@"\+ Life\b")]
    private static partial Regex Life();
}
