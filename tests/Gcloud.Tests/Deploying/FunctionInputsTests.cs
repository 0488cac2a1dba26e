using Shop.Gcloud.Deploying;
using Shop.Topology;

namespace Shop.Gcloud.Tests.Functions;

/// <summary>A function is deployed again when something that it is made of has changed, and not otherwise.</summary>
public sealed class FunctionInputsTests : IDisposable
{
    private static readonly FunctionSpec _desk = new(
        "Desk", "functions/Desk", "Shop.Desk.Function", null, 60, 80, [], new Dictionary<string, string>());

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("inputs-");

    public FunctionInputsTests()
    {
        Write("functions/Desk/Desk.csproj", """
            <Project><ItemGroup><ProjectReference Include="../../shared/Used/Used.csproj" /></ItemGroup></Project>
            """);
        Write("shared/Used/Used.csproj", "<Project />");
    }

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData("functions/Desk/Desk.csproj")]
    [InlineData("functions/Desk/Images/icon.png")]
    [InlineData("shared/Used/Used.cs")]
    [InlineData("Directory.Build.props")]
    [InlineData("Directory.Build.targets")]
    [InlineData("Directory.Packages.props")]
    // Read by MSBuild as much as the one of the root.
    [InlineData("functions/Directory.Build.props")]
    [InlineData("shared/Directory.Build.targets")]
    public void ChangeOfWhatItIsMadeOf_IsSeen(string file)
    {
        var before = FunctionInputs.Hash(_desk, _root.FullName, "settings");

        Write(file, "<Project><!-- changed --></Project>");

        Assert.NotEqual(before, FunctionInputs.Hash(_desk, _root.FullName, "settings"));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("functions/Other/Other.cs")]
    [InlineData("functions/Other/Directory.Build.props")]
    [InlineData("shared/Unused/Unused.cs")]
    [InlineData("functions/Desk/obj/project.assets.json")]
    [InlineData("tests/Directory.Build.props")]
    public void ChangeOfSomethingElse_IsNot(string file)
    {
        var before = FunctionInputs.Hash(_desk, _root.FullName, "settings");

        Write(file, "changed");

        Assert.Equal(before, FunctionInputs.Hash(_desk, _root.FullName, "settings"));
    }

    [Fact]
    public void ChangeOfSettings_IsSeen() => Assert.NotEqual(
        FunctionInputs.Hash(_desk, _root.FullName, "--memory=512Mi"),
        FunctionInputs.Hash(_desk, _root.FullName, "--memory=1Gi"));

    [Fact]
    public void ProjectThatIsNotThere_IsNamed() => Assert.Contains(
        "functions/None/None.csproj",
        Assert.Throws<FileNotFoundException>(() => FunctionInputs.Hash(
            _desk with { Name = "None", Project = "functions/None" }, _root.FullName, "settings")).Message,
        StringComparison.Ordinal);

    private void Write(string file, string text)
    {
        var path = Path.Combine(_root.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
