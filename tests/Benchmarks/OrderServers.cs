using Shop.EndToEnd;

namespace Shop.Benchmarks;

/// <summary>Makes the two programs ready that are compared: each as it would be deployed.</summary>
internal static class OrderServers
{
    /// <summary>
    /// functions/Api as Google's buildpack makes it: a restore without a configuration, then a publish without a
    /// restore. Into an output of its own: an ordinary build must not find what was restored for another purpose.
    /// </summary>
    /// <param name="environment">Where the clouds are.</param>
    public static async Task<OrderServer> PublishApiAsync(IReadOnlyDictionary<string, string> environment)
    {
        var artifacts = Path.Combine(Commands.Repository, "artifacts", "benchmarks");
        var (project, output) = (Path.Combine("functions", "Api"), Path.Combine(artifacts, "Api"));
        string[] deployed =
        [
            "-p:ForGoogleCloud=true", $"-p:ArtifactsPath={artifacts}", "-v:quiet",
            // Otherwise each commit makes everything anew, and nothing differs but the name of the commit.
            "-p:IncludeSourceRevisionInInformationalVersion=false",
        ];
        await Commands.RunAsync(Commands.Repository, "dotnet", ["restore", project, .. deployed]);
        await Commands.RunAsync(
            Commands.Repository, "dotnet",
            ["publish", project, "-c", "Release", "--no-restore", "--nologo", "-o", output, .. deployed]);
        return new OrderServer("functions/Api", "dotnet", [Path.Combine(output, "Api.dll")], environment);
    }

    /// <summary>
    /// The peer, with its packages installed for production, twice: a setting that is best for both would have to be
    /// found for each load anew. For throughput a batch goes when it holds as many orders as there are at once, and
    /// waits for them as long as Google's client waits unless told otherwise. For waiting it goes after the shortest
    /// time that a timer of Node has, as ours does.
    /// </summary>
    /// <param name="environment">Where the clouds are.</param>
    /// <param name="atOnce">Orders that are under way at once.</param>
    public static async Task<(OrderServer ForThroughput, OrderServer ForWaiting)> InstallPeerAsync(
        IReadOnlyDictionary<string, string> environment, int atOnce)
    {
        var folder = Path.Combine(Commands.Repository, "artifacts", "benchmarks", "NodePeer");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(
            Path.Combine(Commands.Repository, "tests", "Benchmarks", "NodePeer")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }
        await Commands.RunAsync(
            folder, "npm", "install", "--omit=dev", "--no-package-lock", "--no-audit", "--no-fund", "--prefer-offline");
        // The framework's own program: npm or npx would be one process more at each start.
        var framework = Path.Combine(
            folder, "node_modules", "@google-cloud", "functions-framework", "build", "src", "main.js");
        return (Batching($"{atOnce}", "10"), Batching("100", "1"));

        OrderServer Batching(string messages, string milliseconds) => new(
            "Node", "node", [framework, "--target=placeOrder", "--signature-type=http", $"--source={folder}"],
            new Dictionary<string, string>(environment)
            {
                ["NODE_ENV"] = "production",
                ["BATCH_MESSAGES"] = messages,
                ["BATCH_MILLISECONDS"] = milliseconds,
            });
    }

    /// <summary>What both are told, and what only functions/Api reads.</summary>
    /// <param name="suite">Pub/Sub.</param>
    /// <param name="firestore">For the records of idempotency keys.</param>
    public static Dictionary<string, string> EnvironmentOf(RunningSuite suite, FirestoreStandIn firestore) => new()
    {
        ["GOOGLE_CLOUD_PROJECT"] = "local",
        ["PUBSUB_EMULATOR_HOST"] = suite.PubSubUrl.Authority,
        ["INVENTORY_TOPIC"] = "projects/local/topics/inventory",
        ["UPLOADS_BUCKET"] = "uploads",
        ["VARIANTS_BUCKET"] = "variants",
        ["STORAGE_EMULATOR_HOST"] = suite.CloudUrl.GetLeftPart(UriPartial.Authority),
        ["FIRESTORE_EMULATOR_HOST"] = firestore.Host,
        ["AUTH_MODE"] = "none",
        // All orders come from one customer here; the limit is checked all the same.
        ["RATE_LIMIT_PER_MINUTE"] = "10000000",
    };
}
