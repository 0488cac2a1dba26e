using Shop.Architecture.Tests;

namespace Shop.Buildpack.Tests;

/// <summary>What <c>gcloud functions deploy --source=.</c> uploads: the repository without what .gcloudignore names.</summary>
internal static class Upload
{
    /// <summary>Relative to the root, with forward slashes, in order.</summary>
    public static IReadOnlyList<string> Files()
    {
        var patterns = File.ReadLines(Path.Combine(Repository.Root, ".gcloudignore"))
            .Where(line => line.Length > 0 && line[0] != '#').Select(Pattern.Parse).ToList();
        return [.. FilesBelow("", patterns).Order(StringComparer.Ordinal)];
    }

    public static void CopyTo(string folder)
    {
        foreach (var file in Files())
        {
            var target = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Repository.Root, file), target);
        }
    }

    // What is ignored is not entered: build output is large.
    private static IEnumerable<string> FilesBelow(string folder, IReadOnlyList<Pattern> patterns)
    {
        var here = new DirectoryInfo(Path.Combine(Repository.Root, folder));
        foreach (var entry in here.EnumerateFileSystemInfos())
        {
            var isFolder = entry is DirectoryInfo;
            if (patterns.Any(pattern => pattern.Matches(entry.Name, isFolder)))
            {
                continue;
            }
            var path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
            foreach (var file in isFolder ? FilesBelow(path, patterns) : [path])
            {
                yield return file;
            }
        }
    }

    // Of gitignore's language, the words that our file uses: a name, at any depth; a star before it; a slash after it.
    private sealed record Pattern(string Text, bool AnyBeginning, bool FoldersOnly)
    {
        public static Pattern Parse(string line)
        {
            var text = line.TrimEnd('/').TrimStart('*');
            return text.IndexOfAny(['/', '*', '?', '!', '[', '\\', '#']) < 0
                ? new Pattern(text, line.StartsWith('*'), line.EndsWith('/'))
                : throw new NotSupportedException($"These tests do not know what '{line}' in .gcloudignore means.");
        }

        public bool Matches(string name, bool isFolder) => (isFolder || !FoldersOnly)
            && (AnyBeginning ? name.EndsWith(Text, StringComparison.Ordinal) : name == Text);
    }
}
