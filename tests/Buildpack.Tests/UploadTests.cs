using System.Diagnostics;
using Shop.Architecture.Tests;

namespace Shop.Buildpack.Tests;

/// <summary>What is uploaded with a function.</summary>
public sealed class UploadTests
{
    [Fact]
    public void Upload_HoldsFunctionsSharedAndTheBuildFilesOnly() => Assert.Equal(
        [
            ".editorconfig", "BannedSymbols.txt", "Directory.Build.props", "Directory.Build.targets",
            "Directory.Packages.props", "Microservices.sln", "functions", "shared",
        ],
        Upload.Files().Select(file => file.Split('/')[0]).Distinct().Order(StringComparer.Ordinal));

    [SkippableFact]
    public async Task Gcloud_ReadsTheIgnoredNamesAlike()
    {
        var gcloud = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "gcloud")).FirstOrDefault(File.Exists);
        Skip.If(gcloud is null, "gcloud is not installed.");
        var config = Directory.CreateTempSubdirectory("gcloud-");
        try
        {
            var start = new ProcessStartInfo(gcloud, ["meta", "list-files-for-upload", Repository.Root])
            {
                RedirectStandardOutput = true,
            };
            start.Environment["CLOUDSDK_CONFIG"] = config.FullName;
            start.Environment["CLOUDSDK_CORE_DISABLE_USAGE_REPORTING"] = "1";
            using var listing = Process.Start(start)!;
            var listed = await listing.StandardOutput.ReadToEndAsync();
            await listing.WaitForExitAsync();

            Assert.Equal(
                listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), Upload.Files());
        }
        finally
        {
            config.Delete(recursive: true);
        }
    }
}
