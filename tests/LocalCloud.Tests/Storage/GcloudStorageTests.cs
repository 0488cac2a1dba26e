using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Shop.LocalCloud.Tests.Storage;

/// <summary>The real <c>gcloud storage</c> against the local cloud.</summary>
public sealed class GcloudStorageTests : StorageTest, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gcloud-storage-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task SmallLargeAndManyFiles_GoThereAndBack()
    {
        await SkipWithoutGcloudAsync();
        var large = RandomNumberGenerator.GetBytes(20_000_000);
        await File.WriteAllBytesAsync(Path.Combine(_folder, "large.bin"), large);
        Directory.CreateDirectory(Path.Combine(_folder, "tree", "sub"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "tree", "a.txt"), "first");
        await File.WriteAllTextAsync(Path.Combine(_folder, "tree", "sub", "b ü%.txt"), "second");
        await File.WriteAllTextAsync(Path.Combine(_folder, "tree", "empty"), "");

        await GcloudAsync("cp", "large.bin", "gs://uploads/large.bin");
        await GcloudAsync("cp", "-r", "tree", "gs://uploads/");
        await GcloudAsync("cp", "gs://uploads/large.bin", "back.bin");
        await GcloudAsync("mv", "gs://uploads/tree/a.txt", "gs://uploads/tree/moved.txt");

        Assert.Equal(large, await File.ReadAllBytesAsync(Path.Combine(_folder, "back.bin")));
        Assert.Equal("second", await GcloudAsync("cat", "gs://uploads/tree/sub/b ü%.txt"));
        Assert.Equal("first", await GcloudAsync("cat", "gs://uploads/tree/moved.txt"));
        var listing = await GcloudAsync("ls", "-l", "gs://uploads/**");
        Assert.Contains("20000000", listing, StringComparison.Ordinal);
        Assert.Contains("TOTAL: 4 objects, 20000011 bytes", listing, StringComparison.Ordinal);

        await GcloudAsync("rm", "-r", "gs://uploads/tree");
        Assert.Equal("gs://uploads/large.bin", (await GcloudAsync("ls", "gs://uploads/**")).Trim());
    }

    [SkippableFact]
    public async Task Bucket_IsMadeAndRemovedWithItsObjects()
    {
        await SkipWithoutGcloudAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder, "x.txt"), "x");

        await GcloudAsync("buckets", "create", "gs://mine", "--location=eu");
        await GcloudAsync("cp", "x.txt", "gs://mine/x.txt", "--if-generation-match=0");
        await GcloudAsync("objects", "update", "gs://mine/x.txt", "--custom-metadata=k=v");
        var described = await GcloudAsync(
            "objects", "describe", "gs://mine/x.txt", "--format=value(custom_fields.k)");
        await GcloudAsync("rm", "-r", "gs://mine");

        Assert.Equal("v", described.Trim());
        Assert.DoesNotContain("gs://mine", await GcloudAsync("ls"), StringComparison.Ordinal);
    }

    private async Task SkipWithoutGcloudAsync()
    {
        try
        {
            await RunAsync("--version");
        }
        catch (Win32Exception)
        {
            Skip.If(true, "gcloud is not installed (https://cloud.google.com/sdk/docs/install)");
        }
    }

    private async Task<string> GcloudAsync(params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(["storage", .. arguments]);
        Assert.True(
            exitCode == 0, $"gcloud storage {string.Join(' ', arguments)}: {exitCode}\n{output}\n{errors}");
        return output;
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("gcloud", arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE"] = Server.Origin + "/storage/v1/";
        start.Environment["CLOUDSDK_AUTH_DISABLE_CREDENTIALS"] = "true";
        start.Environment["CLOUDSDK_CORE_PROJECT"] = "local";
        start.Environment["CLOUDSDK_CORE_DISABLE_PROMPTS"] = "1";
        // Its own settings and caches: the developer's stay as they are.
        start.Environment["CLOUDSDK_CONFIG"] = Path.Combine(_folder, "settings");
        start.Environment["PYTHONUTF8"] = "1";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
