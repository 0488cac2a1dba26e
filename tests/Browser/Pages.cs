using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Shop.BrowserTests;

[Collection(BrowserTests.Name)]
public sealed class Pages(BrowserSuite suite)
{
    [SkippableFact]
    public async Task Documentation_ShowsEveryRouteOfTheDescription()
    {
        await using var docs = await suite.OpenAsync("docs");
        var description = JsonElement.Parse(await suite.Http.GetStringAsync(new Uri(suite.ApiUrl, "openapi/v1.json")));
        var routes = description.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"))
            .ToList();

        await Expect(docs.Page.Locator("h2.route")).ToHaveCountAsync(routes.Count);

        var shown = await docs.Page.Locator("h2.route").EvaluateAllAsync<string[]>(
            "titles => titles.map(title => [...title.children].map(part => part.textContent).join(' '))");
        Assert.Equal(routes.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task TypeOfAProblem_IsAnAddressThatExplainsIt()
    {
        await using var docs = await suite.OpenAsync("problems/idempotency-key-reused");

        await Expect(docs.Page).ToHaveURLAsync(suite.ApiUrl + "docs#problem-idempotency-key-reused");
        await Expect(docs.Page.Locator(":target"))
            .ToContainTextAsync("The Idempotency-Key was used before, for another request.");
        await Expect(docs.Page.Locator(":target")).ToBeInViewportAsync();
    }

    [SkippableFact]
    public async Task WhereTokensAreWanted_TheConsoleAsksForOneAndSendsIt()
    {
        await using var console = await suite.OpenAsync();
        await console.Page.RouteAsync("**/v1/**", route => route.Request.Headers.GetValueOrDefault("authorization") == "Bearer good"
            ? route.FallbackAsync()
            : route.FulfillAsync(new()
            {
                Status = 401,
                ContentType = "application/problem+json",
                Body = """{"type":"/problems/unauthenticated","title":"Who?","status":401,"detail":"Send a token."}""",
            }));
        await console.Page.ReloadAsync();
        await Expect(console.Page.Locator("#token-status")).ToHaveTextAsync("Send a token.");

        await console.Page.GetByLabel("Token").FillAsync("good");
        await console.Page.Keyboard.PressAsync("Enter");

        await Expect(console.Page.GetByText("None yet.")).ToBeVisibleAsync();
        await Expect(console.Page.GetByLabel("Token")).ToBeHiddenAsync();
        Assert.Null(await console.Page.EvaluateAsync<string?>("localStorage.getItem('token')"));
        await console.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(console.Page.GetByLabel("Token")).ToBeVisibleAsync();
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("docs")]
    public async Task Page_FitsAPhone(string path)
    {
        await using var console = await suite.OpenAsync(path);
        await console.Page.SetViewportSizeAsync(390, 844);
        await Expect(console.Page.Locator("section").First).ToBeVisibleAsync();

        Assert.Equal(0, await console.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
    }
}
