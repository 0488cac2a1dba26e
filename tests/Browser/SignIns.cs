using Microsoft.Playwright;
using Shop.EndToEnd;
using static Microsoft.Playwright.Assertions;

namespace Shop.BrowserTests;

/// <summary>The console where the API verifies who calls.</summary>
public sealed class SignIns(SecuredSuite suite) : IClassFixture<SecuredSuite>
{
    [SkippableFact]
    public async Task Operator_SignsInAndOrdersAndSeesTheVariantsOfAnImage()
    {
        await using var console = await suite.OpenSignedOutAsync();

        await SignInAsync(console, "operator");
        var sku = await console.RestockAsync(10);
        await console.PlaceAsync(sku, 2);
        await console.ChooseAsync("photo.jpg", "image/jpeg", Photo.Upright(1200, 1600, seed: 7));

        // Read from a stream, and as pictures: neither an EventSource nor an image element could send the token.
        await Expect(console.Status).ToHaveTextAsync("confirmed");
        await Expect(console.Images.GetByRole(AriaRole.Status)).ToContainTextAsync("Ready. The original: 1200 × 1600, ");
        await Expect(console.Images.GetByRole(AriaRole.Img)).ToHaveCountAsync(3);
        foreach (var picture in await console.Images.GetByRole(AriaRole.Img).AllAsync())
        {
            await Expect(picture).Not.ToHaveJSPropertyAsync("naturalWidth", 0);
        }
        // No token stays in the address or in what outlives the tab.
        Assert.DoesNotContain("id_token", console.Page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", await console.Page.EvaluateAsync<string>("JSON.stringify(localStorage)"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task SignOut_LeavesNothingForTheNextPerson()
    {
        await using var console = await suite.OpenSignedOutAsync();
        await SignInAsync(console, "operator");
        var sku = await console.RestockAsync(1);
        await console.PlaceAsync(sku, 1);
        await console.ChooseAsync("mine.jpg", "image/jpeg", Photo.Upright(300, 400, seed: 8));
        await Expect(console.Status).ToHaveTextAsync("confirmed");
        await Expect(console.Images.GetByRole(AriaRole.Status)).ToContainTextAsync("Ready.");

        await console.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await SignInAsync(console, "ben");

        await Expect(console.Page.GetByText("None yet.")).ToBeVisibleAsync();
        await Expect(console.Page.Locator("#lines > li").First.GetByLabel("SKU")).ToHaveValueAsync("");
        await Expect(console.Images).ToHaveCountAsync(0);
        await Expect(console.Page.Locator("#order")).ToBeHiddenAsync();
    }

    [SkippableFact]
    public async Task Customer_ReadsThatRestockingIsForOperators()
    {
        await using var console = await suite.OpenSignedOutAsync();
        await SignInAsync(console, "somebody-else", isKnown: false);
        var form = console.Page.GetByRole(AriaRole.Form, new() { Name = "Restock" });

        await form.GetByLabel("SKU").FillAsync("mug");
        await form.GetByRole(AriaRole.Button, new() { Name = "Restock" }).ClickAsync();

        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("Only operators of the shop may do this.");
    }

    [SkippableFact]
    public async Task AnswerThatNobodyAskedFor_SignsNobodyIn()
    {
        using var response = await suite.Http.PostAsync(
            new Uri(suite.CloudUrl, "issuer/token"), new FormUrlEncodedContent([new("username", "mallory")]));
        var token = System.Text.Json.JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("id_token").GetString();

        await using var console = await suite.OpenAsync($"#id_token={token}&state=guessed");

        await Expect(console.Page.Locator("#token-status")).ToContainTextAsync("a question that this tab did not ask");
        await Expect(console.Page.GetByText("Signed in as")).ToBeHiddenAsync();
        Assert.Null(await console.Page.EvaluateAsync<string?>("JSON.parse(sessionStorage.getItem('token'))"));
    }

    [SkippableFact]
    public async Task Keyboard_IsEnoughToSignIn()
    {
        await using var console = await suite.OpenSignedOutAsync();
        var keyboard = console.Page.Keyboard;

        await keyboard.PressAsync("Enter");
        await Expect(console.Page.GetByRole(AriaRole.Heading, new() { Name = "Who do you want to be?" })).ToBeVisibleAsync();
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Enter");

        await Expect(console.Page.GetByText("Signed in as anna")).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task SignIn_FitsAPhone()
    {
        await using var console = await suite.OpenSignedOutAsync();
        await console.Page.SetViewportSizeAsync(390, 844);

        Assert.Equal(0, await OverflowAsync(console.Page));
        await console.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(console.Page.GetByRole(AriaRole.Button, new() { Name = "anna" })).ToBeVisibleAsync();
        Assert.Equal(0, await OverflowAsync(console.Page));
    }

    private static async Task SignInAsync(ConsolePage console, string subject, bool isKnown = true)
    {
        await console.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        if (isKnown)
        {
            await console.Page.GetByRole(AriaRole.Button, new() { Name = subject }).ClickAsync();
        }
        else
        {
            await console.Page.GetByLabel("Somebody else").FillAsync(subject);
            await console.Page.Keyboard.PressAsync("Enter");
        }
        await Expect(console.Page.GetByText("Signed in as " + subject)).ToBeVisibleAsync();
    }

    private static Task<int> OverflowAsync(IPage page) =>
        page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
}
