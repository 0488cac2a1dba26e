using System.Security.Cryptography;

namespace Shop.EndToEnd.StorageDay;

/// <summary>A local cloud and a folder of files for each test; clients keep their settings in that folder.</summary>
public abstract class StorageDayTest : IAsyncLifetime
{
    protected const int LargeBytes = 20_000_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("storage-day-");

    private LocalCloudProcess _cloud = null!;

    protected byte[] Large { get; } = RandomNumberGenerator.GetBytes(LargeBytes);

    protected string Folder => _folder.FullName;

    protected string DataFolder => Path.Combine(Folder, "data");

    protected string Origin => _cloud.Origin;

    protected int Port => _cloud.Port;

    public async Task InitializeAsync()
    {
        Write("small.txt", "small");
        Write("tree/a", "first");
        Write("tree/b/c ü.txt", "second");
        Write("tree/b/empty", "");
        await File.WriteAllBytesAsync(PathOf("large.bin"), Large);
        _cloud = await LocalCloudProcess.StartAsync(DataFolder);
    }

    public async Task DisposeAsync()
    {
        await _cloud.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    protected async Task KillAndRestartCloudAsync()
    {
        var port = Port;
        await _cloud.KillAsync();
        await _cloud.DisposeAsync();
        _cloud = await LocalCloudProcess.StartAsync(DataFolder, port);
    }

    protected string PathOf(string name) => Path.Combine(Folder, name);

    protected async Task AssertLargeAsync(string name)
    {
        var bytes = await File.ReadAllBytesAsync(PathOf(name));
        Assert.True(Large.AsSpan().SequenceEqual(bytes), name);
    }

    protected Dictionary<string, string> GoogleEnvironment(string origin) => new()
    {
        ["CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE"] = origin + "/storage/v1/",
        ["CLOUDSDK_AUTH_DISABLE_CREDENTIALS"] = "true",
        ["CLOUDSDK_CORE_PROJECT"] = "local",
        ["CLOUDSDK_CORE_DISABLE_PROMPTS"] = "1",
        // Its own settings and caches: the developer's stay as they are.
        ["CLOUDSDK_CONFIG"] = PathOf("settings"),
        ["HOME"] = Folder,
        ["PYTHONUTF8"] = "1",
        ["BOTO_CONFIG"] = Path.Combine(DataFolder, "gsutil.boto"),
    };

    private void Write(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), content);
    }
}
