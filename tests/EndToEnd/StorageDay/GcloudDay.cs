namespace Shop.EndToEnd.StorageDay;

public sealed class GcloudDay : StorageDayTest
{
    // Half of the large file: enough that the cloud has kept some of it, and some is missing.
    private const long HalfWay = LargeBytes / 2;

    [SkippableFact]
    public async Task Day_PassesWithoutSurprise()
    {
        await GcloudAsync("cp", "-r", "small.txt", "large.bin", "tree", "gs://uploads/");
        await GcloudAsync("cp", "gs://uploads/large.bin", "back.bin");
        await AssertLargeAsync("back.bin");

        var listing = await GcloudAsync("ls", "-a", "-l", "gs://uploads/**");
        Assert.Contains("gs://uploads/tree/b/c ü.txt#", listing, StringComparison.Ordinal);
        Assert.Contains("TOTAL: 5 objects, 20000016 bytes", listing, StringComparison.Ordinal);

        var first = await GcloudAsync("rsync", "-r", "tree", "gs://uploads/same");
        var second = await GcloudAsync("rsync", "-r", "tree", "gs://uploads/same");
        Assert.Contains("Copying", first, StringComparison.Ordinal);
        Assert.DoesNotContain("Copying", second, StringComparison.Ordinal);

        using (var client = Start(Origin, "cp", "small.txt", "gs://uploads/small.txt", "--if-generation-match=0"))
        {
            var (exitCode, refusal) = await client.EndAsync();
            Assert.Equal(1, exitCode);
            Assert.Contains("412", refusal, StringComparison.Ordinal);
        }

        await GcloudAsync("objects", "compose", "gs://uploads/small.txt", "gs://uploads/tree/a", "gs://uploads/joined");
        Assert.Contains("smallfirst", await GcloudAsync("cat", "gs://uploads/joined"), StringComparison.Ordinal);
        await GcloudAsync("mv", "gs://uploads/tree/a", "gs://uploads/moved");
        await GcloudAsync("rm", "-r", "gs://uploads/tree", "gs://uploads/same");
        Assert.Equal(
            ["gs://uploads/joined", "gs://uploads/large.bin", "gs://uploads/moved", "gs://uploads/small.txt"],
            (await GcloudAsync("ls", "gs://uploads/**")).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [SkippableFact]
    public async Task ClientKilledHalfWay_ResumesItsUpload()
    {
        using var gate = new Gate(Port, HalfWay);
        using (var killed = Start(gate.Origin, "cp", "large.bin", "gs://uploads/resumed.bin"))
        {
            await gate.Reached;
            killed.Kill();
            await killed.ExitAsync();
        }
        gate.Open();
        var before = gate.Passed;

        using var again = Start(gate.Origin, "cp", "large.bin", "gs://uploads/resumed.bin");
        await again.SucceedAsync();

        Assert.True(gate.Passed - before < LargeBytes, "It sent everything again.");
        await GcloudAsync("cp", "gs://uploads/resumed.bin", "resumed.bin");
        await AssertLargeAsync("resumed.bin");
    }

    [SkippableFact]
    public async Task CloudKilledHalfWay_TakesTheUploadToItsEndAndKeepsWhatWasAcknowledged()
    {
        await GcloudAsync("cp", "small.txt", "gs://uploads/acknowledged.txt");
        using var gate = new Gate(Port, HalfWay);
        using var client = Start(gate.Origin, "cp", "large.bin", "gs://uploads/survivor.bin");
        await gate.Reached;

        await KillAndRestartCloudAsync();
        gate.Open();
        await client.SucceedAsync();

        Assert.Contains("small", await GcloudAsync("cat", "gs://uploads/acknowledged.txt"), StringComparison.Ordinal);
        await GcloudAsync("cp", "gs://uploads/survivor.bin", "survivor.bin");
        await AssertLargeAsync("survivor.bin");
    }

    private ClientProcess Start(string origin, params string[] arguments) =>
        ClientProcess.Start("gcloud", Folder, GoogleEnvironment(origin), ["storage", .. arguments]);

    private async Task<string> GcloudAsync(params string[] arguments)
    {
        using var client = Start(Origin, arguments);
        return await client.SucceedAsync();
    }
}
