using System.Globalization;
using Shop.EndToEnd.Identity;

namespace Shop.EndToEnd.Routes;

/// <summary>The API alone: it verifies tokens, but no store, no topic and no bucket answers it.</summary>
internal sealed class LonelyApi : IAsyncDisposable
{
    // Few, so that the limit is met; but one for every operation that is to find nobody.
    private const int RatePerMinute = 15;

    private readonly ProgramProcess _process;

    private LonelyApi(ProgramProcess process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    public static async Task<LonelyApi> StartAsync(SecuredSuite suite)
    {
        var issuer = new Uri(suite.CloudUrl, "issuer");
        var (port, nobody) = (GoogleEmulator.FreePort(), $"127.0.0.1:{GoogleEmulator.FreePort()}");
        var process = ProgramProcess.Start("Api", [], new Dictionary<string, string>
        {
            ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["AUTH_MODE"] = "oidc",
            ["AUTH_AUDIENCE"] = "shop-api",
            ["AUTH_ISSUER"] = issuer.AbsoluteUri,
            ["AUTH_CERTS_URL"] = issuer.AbsoluteUri + "/certs",
            ["OPERATORS"] = "operator",
            ["GOOGLE_CLOUD_PROJECT"] = "local",
            ["ORDERS_TOPIC"] = "projects/local/topics/orders",
            ["INVENTORY_TOPIC"] = "projects/local/topics/inventory",
            ["UPLOADS_BUCKET"] = "uploads",
            ["VARIANTS_BUCKET"] = "variants",
            ["STORAGE_EMULATOR_HOST"] = "http://" + nobody,
            ["PUBSUB_EMULATOR_HOST"] = nobody,
            ["FIRESTORE_EMULATOR_HOST"] = nobody,
            ["RATE_LIMIT_PER_MINUTE"] = RatePerMinute.ToString(CultureInfo.InvariantCulture),
        });
        await process.LineAsync(line => line.Contains("Application started", StringComparison.Ordinal));
        return new LonelyApi(process, new Uri($"http://127.0.0.1:{port}/"));
    }

    public async ValueTask DisposeAsync()
    {
        await _process.TerminateAsync();
        await _process.DisposeAsync();
    }
}
