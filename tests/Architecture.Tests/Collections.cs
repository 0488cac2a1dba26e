using System.Text.RegularExpressions;

namespace Shop.Architecture.Tests;

/// <summary>All documents lie in one database; no function may read or write those of another.</summary>
public sealed partial class Collections
{
    // The API and the views are one service in two deployments, and share the read models.
    private static readonly string[] _oneService = ["functions/Api", "functions/Views", "shared/ReadModels"];

    [Fact]
    public void NoTwoFunctions_ShareACollection()
    {
        var owners = Repository.Files("functions", "*.cs").Concat(Repository.Files("shared/ReadModels", "*.cs"))
            .SelectMany(path => Named().Matches(Repository.Read(path))
                .Select(match => (Owner: OwnerOf(path), Collection: match.Groups["collection"].Value)))
            .Distinct()
            .ToList();

        // What the rule is known to find: otherwise it would hold for having looked at nothing.
        Assert.Superset(
            new HashSet<string>
            {
                "orders", "stock", "reservations", "notifications",
                "order-views", "orders-of", "stock-levels", "image-views", "idempotency", "uploads",
            },
            owners.Select(owner => owner.Collection).ToHashSet());
        Assert.All(
            owners.GroupBy(owner => owner.Collection),
            shared => Assert.True(
                shared.Count() == 1, $"{shared.Key} is used by {string.Join(", ", shared.Select(owner => owner.Owner))}"));
    }

    private static string OwnerOf(string path)
    {
        var project = string.Join('/', path.Split('/').Take(2));
        return _oneService.Contains(project) ? _oneService[0] : project;
    }

    // Names are written out where they are made: new DocumentName($"orders/…"), new CollectionName("stock-levels"),
    // CollectionName _collection = new("uploads").
    [GeneratedRegex(
        @"(?:new (?:DocumentName|CollectionName)|(?:DocumentName|CollectionName) \w+ = new)\(\s*\$?""(?<collection>[a-z][a-z-]*)")]
    private static partial Regex Named();
}
