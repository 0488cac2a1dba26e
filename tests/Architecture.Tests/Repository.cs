using System.Xml.Linq;

namespace Shop.Architecture.Tests;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Files below a folder, relative to the root, with forward slashes; never build output.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "artifacts" or ".git" or ".local"))
            .Order(StringComparer.Ordinal),
    ];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static IReadOnlyList<string> Projects(string folder) => Files(folder, "*.csproj");

    /// <summary>Projects that a project references, relative to the root.</summary>
    public static IReadOnlyList<string> ProjectReferences(string project) =>
        [.. Included(project, "ProjectReference").Select(include => Path
            .GetRelativePath(Root, Path.GetFullPath(Path.Combine(Root, Path.GetDirectoryName(project)!, include)))
            .Replace('\\', '/'))];

    public static IReadOnlyList<string> PackageReferences(string project) => [.. Included(project, "PackageReference")];

    private static IEnumerable<string> Included(string project, string item) =>
        XDocument.Parse(Read(project)).Descendants(item).Attributes("Include").Select(attribute => attribute.Value);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Microservices.sln")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException("These tests run inside the repository.");
    }
}
