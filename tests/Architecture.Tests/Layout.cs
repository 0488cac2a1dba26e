namespace Shop.Architecture.Tests;

public sealed class Layout
{
    [Fact]
    public void TopLevel_HoldsWhatAVisitorExpectsAndNothingElse()
    {
        string[] expected =
        [
            ".ci", ".editorconfig", ".gcloudignore", ".git", ".gitignore", "ARCHITECTURE.md", "BannedSymbols.txt",
            "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "Microservices.sln", "README.md",
            "artifacts", "deploy", "functions", "shared", "tests",
        ];
        var found = Directory.EnumerateFileSystemEntries(Repository.Root).Select(path => Path.GetFileName(path)!);

        Assert.Empty(found.Except([.. expected, ".local", ".vs", ".idea", "cloudbuild.yaml"]));
    }

    [Fact]
    public void EveryProject_IsInTheSolution()
    {
        var solution = Repository.Read("Microservices.sln").Replace('\\', '/');

        Assert.All(
            Repository.Projects("."),
            project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryFunctionFolder_HoldsExactlyOneProject() => Assert.All(
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "functions")).Select(path => Path.GetFileName(path)!),
        // Google's buildpack publishes the only project that it finds below GOOGLE_BUILDABLE.
        job => Assert.Equal([$"functions/{job}/{job}.csproj"], Repository.Projects($"functions/{job}")));

    [Fact]
    public void NoGlobalJson_PinsAnSdkThatTheBuildpackLacks() => Assert.Empty(Repository.Files(".", "global.json"));

    [Fact]
    public void NoSourceFile_IsTooLongToRead() => Assert.All(
        Repository.Files(".", "*.cs"),
        path => Assert.True(File.ReadLines(Path.Combine(Repository.Root, path)).Count() <= 300, path + " has over 300 lines"));
}
