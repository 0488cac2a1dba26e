using System.Text.Json;

namespace Shop.Contracts.Tests;

/// <summary>Documents kept beside the tests.</summary>
internal static class GoldenFiles
{
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.EnumerateFiles(Folder("Golden"), "*.json")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal),
    ];

    public static byte[] Event(string name) =>
        File.ReadAllBytes(Path.Combine(Folder("Golden"), name + ".json"));

    public static string SchemaPath(string type) => Path.Combine(Folder("Schemas"), type + ".json");

    /// <summary>A file is named by its type, or by its type and what is special about it.</summary>
    public static EventContract ContractOf(string name) =>
        EventContracts.All.Single(contract =>
            name == contract.Type || name.StartsWith(contract.Type + ".", StringComparison.Ordinal));

    // Golden files are laid out for people; events are not.
    public static string Normal(byte[] utf8Json) =>
        JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(utf8Json));

    private static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
