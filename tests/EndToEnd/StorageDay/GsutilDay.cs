namespace Shop.EndToEnd.StorageDay;

/// <summary>gsutil, which reaches the cloud by https and through the settings that the cloud has written.</summary>
public sealed class GsutilDay : StorageDayTest
{
    [SkippableFact]
    public async Task Day_PassesWithoutSurprise()
    {
        await GsutilAsync("cp", "small.txt", "large.bin", "gs://uploads/");
        await GsutilAsync("cp", "gs://uploads/large.bin", "back.bin");
        await AssertLargeAsync("back.bin");
        await GsutilAsync("cp", "-r", "tree", "gs://uploads/");
        Assert.EndsWith("second", await GsutilAsync("-q", "cat", "gs://uploads/tree/b/c ü.txt"), StringComparison.Ordinal);

        var listing = await GsutilAsync("ls", "-l", "-a", "-r", "gs://uploads/");
        Assert.Contains("gs://uploads/tree/b/c ü.txt#", listing, StringComparison.Ordinal);
        Assert.Contains("TOTAL: 5 objects, 20000016 bytes", listing, StringComparison.Ordinal);

        Assert.Contains("Copying", await GsutilAsync("rsync", "-r", "tree", "gs://uploads/same"), StringComparison.Ordinal);
        Assert.DoesNotContain("Copying", await GsutilAsync("rsync", "-r", "tree", "gs://uploads/same"), StringComparison.Ordinal);

        var (exitCode, refusal) = await TryAsync(
            "-h", "x-goog-if-generation-match:0", "cp", "small.txt", "gs://uploads/small.txt");
        Assert.Equal(1, exitCode);
        Assert.Contains("PreconditionException: 412", refusal, StringComparison.Ordinal);

        await GsutilAsync("setmeta", "-h", "x-goog-meta-k:v", "gs://uploads/small.txt");
        Assert.Matches(@"k: +v", await GsutilAsync("stat", "gs://uploads/small.txt"));
        await GsutilAsync("compose", "gs://uploads/small.txt", "gs://uploads/tree/a", "gs://uploads/joined");
        Assert.EndsWith("smallfirst", await GsutilAsync("-q", "cat", "gs://uploads/joined"), StringComparison.Ordinal);
        await GsutilAsync("mv", "gs://uploads/tree/a", "gs://uploads/moved");
        await GsutilAsync("rm", "-r", "gs://uploads/tree", "gs://uploads/same");
        Assert.Equal(
            ["gs://uploads/joined", "gs://uploads/large.bin", "gs://uploads/moved", "gs://uploads/small.txt"],
            (await GsutilAsync("ls", "gs://uploads/**")).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task<string> GsutilAsync(params string[] arguments)
    {
        using var client = ClientProcess.Start("gsutil", Folder, GoogleEnvironment(Origin), arguments);
        return await client.SucceedAsync();
    }

    private async Task<(int ExitCode, string Text)> TryAsync(params string[] arguments)
    {
        using var client = ClientProcess.Start("gsutil", Folder, GoogleEnvironment(Origin), arguments);
        return await client.EndAsync();
    }
}
