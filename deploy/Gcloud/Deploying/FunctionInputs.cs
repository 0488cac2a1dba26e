using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Shop.Gcloud.Planning;
using Shop.Topology;

namespace Shop.Gcloud.Deploying;

/// <summary>
/// What a deployed function is made of: its project, the projects that it references, what builds them, and how it
/// is deployed. A function whose inputs are those of the last time need not be deployed again.
/// </summary>
internal static class FunctionInputs
{
    // A label holds 63 characters.
    private const int DigitsMax = 40;

    private static readonly string[] _buildFiles =
        ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"];

    /// <summary>Of a function as it would be deployed now.</summary>
    public static string Of(FunctionSpec function, Deployment deployment) =>
        Hash(function, deployment.Root, Bash.Command(DeployCommand.Of(function, deployment)));

    /// <param name="function">The function.</param>
    /// <param name="root">The repository's root.</param>
    /// <param name="settings">How it is deployed, as text.</param>
    /// <returns>40 hexadecimal digits.</returns>
    /// <exception cref="FileNotFoundException">There is no such project.</exception>
    internal static string Hash(FunctionSpec function, string root, string settings)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, "settings", Encoding.UTF8.GetBytes(settings));
        foreach (var path in Files(function, root))
        {
            Append(hash, path, File.ReadAllBytes(Path.Combine(root, path)));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..DigitsMax];
    }

    /// <summary>Relative to the root, with forward slashes, in order.</summary>
    internal static IReadOnlyList<string> Files(FunctionSpec function, string root)
    {
        var projects = new SortedSet<string>(StringComparer.Ordinal);
        AddProject($"{function.Project}/{function.Name}.csproj", root, projects);
        return
        [
            .. projects.SelectMany(project => BuildFilesAbove(project, root))
                .Concat(projects.SelectMany(project => FilesBelow(Path.GetDirectoryName(project)!, root)))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    // MSBuild reads these wherever they lie above a project.
    private static IEnumerable<string> BuildFilesAbove(string project, string root)
    {
        var folders = project.Split('/').SkipLast(2).ToList();
        return Enumerable.Range(0, folders.Count + 1)
            .Select(depth => string.Concat(folders.Take(depth).Select(folder => folder + "/")))
            .SelectMany(folder => _buildFiles.Select(file => folder + file))
            .Where(file => File.Exists(Path.Combine(root, file)));
    }

    private static void AddProject(string project, string root, SortedSet<string> projects)
    {
        if (!projects.Add(project))
        {
            return;
        }
        var path = Path.Combine(root, project);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no {project}. Run this from the repository's root.");
        }
        foreach (var include in XDocument.Load(path).Descendants("ProjectReference").Attributes("Include"))
        {
            var referenced = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, include.Value));
            AddProject(Path.GetRelativePath(root, referenced).Replace('\\', '/'), root, projects);
        }
    }

    private static IEnumerable<string> FilesBelow(string folder, string root) =>
        Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"));

    // With its length, so that no two lists of files come to the same bytes.
    private static void Append(IncrementalHash hash, string name, byte[] content)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{name}\n{content.Length}\n")));
        hash.AppendData(content);
    }
}
