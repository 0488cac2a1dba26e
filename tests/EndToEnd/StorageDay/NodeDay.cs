namespace Shop.EndToEnd.StorageDay;

/// <summary>Google's client for Node.js; what it does and checks is in <c>day.js</c>.</summary>
public sealed class NodeDay : StorageDayTest
{
    private const string Package = "@google-cloud/storage@7.22.0";

    [SkippableFact]
    public async Task Day_PassesWithoutSurprise()
    {
        var packages = Path.Combine(AppContext.BaseDirectory, "node");
        Directory.CreateDirectory(packages);
        using (var install = ClientProcess.Start(
            "npm", packages, new Dictionary<string, string>(),
            "install", "--no-audit", "--no-fund", "--prefer-offline", "--prefix", packages, Package))
        {
            var (exitCode, text) = await install.EndAsync();
            Skip.If(exitCode != 0, $"npm cannot install {Package}: {text}");
        }
        var environment = new Dictionary<string, string> { ["NODE_PATH"] = Path.Combine(packages, "node_modules") };

        using var day = ClientProcess.Start(
            "node", Folder, environment, Path.Combine(AppContext.BaseDirectory, "StorageDay", "day.js"), Origin);

        Assert.EndsWith("done\n", await day.SucceedAsync(), StringComparison.Ordinal);
    }
}
