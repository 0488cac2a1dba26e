using Shop.LocalCloud.Hosting;

namespace Shop.LocalCloud.Tests.Hosting;

public sealed class DataFolderTests : IDisposable
{
    private readonly DirectoryInfo _above = Directory.CreateTempSubdirectory("localcloud-");

    private string DataPath => Path.Combine(_above.FullName, "data");

    public void Dispose() => _above.Delete(recursive: true);

    [Fact]
    public void SecondLocalCloud_IsRefusedUntilTheFirstEnds()
    {
        using (DataFolder.Open(DataPath, fresh: false))
        {
            var fault = Assert.Throws<SuiteFailedException>(() => DataFolder.Open(DataPath, fresh: true));
            Assert.Contains($"{DataPath} is in use by another LocalCloud", fault.Message, StringComparison.Ordinal);
        }

        DataFolder.Open(DataPath, fresh: false).Dispose();
    }

    [Fact]
    public void LaterRun_FindsWhatAnEarlierOneKept()
    {
        KeepSomething();

        using var folder = DataFolder.Open(DataPath, fresh: false);

        Assert.Equal("kept", File.ReadAllText(Path.Combine(folder.FullPath, "objects", "a")));
    }

    [Fact]
    public void FreshRun_FindsNothing()
    {
        KeepSomething();

        using var folder = DataFolder.Open(DataPath, fresh: true);

        Assert.Equal([".localcloud-lock"], Directory.GetFileSystemEntries(folder.FullPath).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FolderWithFilesOfOthers_IsLeftAlone(bool fresh)
    {
        Directory.CreateDirectory(DataPath);
        var thesis = Path.Combine(DataPath, "thesis.odt");
        File.WriteAllText(thesis, "years of work");

        var fault = Assert.Throws<SuiteFailedException>(() => DataFolder.Open(DataPath, fresh));

        Assert.Contains("name another with --data", fault.Message, StringComparison.Ordinal);
        Assert.Equal([thesis], Directory.GetFileSystemEntries(DataPath));
    }

    [Fact]
    public void FreshRun_DoesNotFollowLinks()
    {
        KeepSomething();
        var elsewhere = Directory.CreateDirectory(Path.Combine(_above.FullName, "elsewhere"));
        var file = Path.Combine(elsewhere.FullName, "file");
        File.WriteAllText(file, "not ours");
        Directory.CreateSymbolicLink(Path.Combine(DataPath, "link"), elsewhere.FullName);

        DataFolder.Open(DataPath, fresh: true).Dispose();

        Assert.True(File.Exists(file));
        Assert.False(Path.Exists(Path.Combine(DataPath, "link")));
    }

    [Fact]
    public void PathThatIsAFile_IsNamed()
    {
        File.WriteAllText(DataPath, "");

        var fault = Assert.Throws<SuiteFailedException>(() => DataFolder.Open(DataPath, fresh: false));

        Assert.StartsWith($"the data folder {DataPath} cannot be used: ", fault.Message, StringComparison.Ordinal);
    }

    private void KeepSomething()
    {
        using var folder = DataFolder.Open(DataPath, fresh: false);
        var objects = Directory.CreateDirectory(Path.Combine(folder.FullPath, "objects"));
        File.WriteAllText(Path.Combine(objects.FullName, "a"), "kept");
    }
}
