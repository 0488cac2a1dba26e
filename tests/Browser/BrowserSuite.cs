using Microsoft.Playwright;
using Shop.EndToEnd;

namespace Shop.BrowserTests;

/// <summary>The whole suite and one browser, as all tests of this project share them.</summary>
public class BrowserSuite : RunningSuite, IAsyncLifetime
{
    // Far beyond what anything here takes: it only turns a hang into a failure that says where.
    private const float PatienceMilliseconds = 90_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public BrowserSuite()
    {
    }

    /// <param name="options">More of the suite's command line.</param>
    protected BrowserSuite(params string[] options)
        : base(null, options)
    {
    }

    public Uri ApiUrl { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
        {
            return;
        }
        await StartAsync();
        ApiUrl = await AddressOfAsync("Api");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Path,
            // In containers, where tests often run as root, its sandbox cannot be set up. It sees our own pages only.
            Args = ["--no-sandbox"],
        });
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
    }

    /// <summary>A browser without a past, whose orders are those of a customer of its own.</summary>
    public async Task<ConsolePage> OpenAsync(string path = "")
    {
        Skip.If(_browser is null, Chromium.Missing);
        var context = await _browser.NewContextAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(PatienceMilliseconds);
        var page = await context.NewPageAsync();
        await page.RouteAsync(ApiUrl + "v1/orders**", AsSomebodyNewAsync($"customer-{Guid.CreateVersion7():n}"));
        var console = new ConsolePage(page);
        await page.GotoAsync(ApiUrl + path);
        return console;
    }

    public async Task DisposeAsync()
    {
        if (_browser is null)
        {
            return;
        }
        await _browser.DisposeAsync();
        _playwright!.Dispose();
        Assert.Equal(0, await EndAsync());
    }

    // Orders only: stock is the same for everybody, and who may restock is the one customer that a laptop has.
    private static Func<IRoute, Task> AsSomebodyNewAsync(string customer) => route =>
    {
        var headers = new Dictionary<string, string>(route.Request.Headers) { ["X-Local-Customer"] = customer };
        return route.ContinueAsync(new() { Headers = headers });
    };
}

/// <summary>Shares one suite between all tests.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserSuite>
{
    public const string Name = "the console on the running suite";
}
