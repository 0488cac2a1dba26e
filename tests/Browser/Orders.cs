using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Shop.BrowserTests;

[Collection(BrowserTests.Name)]
public sealed class Orders(BrowserSuite suite)
{
    [SkippableFact]
    public async Task OrderInStock_IsConfirmedBeforeTheEyes()
    {
        await using var console = await suite.OpenAsync();
        var sku = await console.RestockAsync(10);

        await console.PlaceAsync(sku, 2);

        await Expect(console.Status).ToHaveTextAsync("confirmed");
        await Expect(console.Happened("Order placed")).ToHaveCountAsync(1);
        await Expect(console.Happened("Inventory reserved")).ToHaveCountAsync(1);
        await Expect(console.Happened("Order confirmed")).ToHaveCountAsync(1);
        await Expect(console.Happened("Notification delivered")).ToHaveCountAsync(1);
        await Expect(console.Orders).ToHaveCountAsync(1);
        await Expect(console.Orders).ToContainTextAsync("confirmed");
        await Expect(console.Stock(sku).GetByRole(AriaRole.Cell)).ToHaveTextAsync(["8", "2"]);
    }

    [SkippableFact]
    public async Task OrderBeyondStock_IsRejectedWithWhatLacks()
    {
        await using var console = await suite.OpenAsync();
        var sku = await console.RestockAsync(3);

        await console.PlaceAsync(sku, 4);

        await Expect(console.Status).ToHaveTextAsync("rejected");
        await Expect(console.Page.GetByText($"{sku}: 4 wanted, 3 available")).ToBeVisibleAsync();
        await Expect(console.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel this order" })).ToBeHiddenAsync();
    }

    [SkippableFact]
    public async Task CancelledOrder_GivesItsGoodsBack()
    {
        await using var console = await suite.OpenAsync();
        var sku = await console.RestockAsync(5);
        await console.PlaceAsync(sku, 5);
        await Expect(console.Status).ToHaveTextAsync("confirmed");

        await console.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel this order" }).ClickAsync();

        await Expect(console.Status).ToHaveTextAsync("cancelled");
        await Expect(console.Happened("Order cancelled")).ToHaveCountAsync(1);
        await Expect(console.Stock(sku).GetByRole(AriaRole.Cell)).ToHaveTextAsync(["5", "0"]);
    }

    [SkippableFact]
    public async Task DoubleClick_PlacesOneOrder()
    {
        await using var console = await suite.OpenAsync();
        var sku = await console.RestockAsync(10);
        await console.FillLineAsync(0, sku, "1");

        await console.PlaceButton.DblClickAsync();
        await Expect(console.Status).ToHaveTextAsync("confirmed");
        // A third time, long after, as somebody does who is not sure.
        await console.PlaceButton.ClickAsync();

        await Expect(console.Page.Locator("#order-status"))
            .ToHaveTextAsync("This order was placed already. Change it, or begin a new one.");
        await Expect(console.Orders).ToHaveCountAsync(1);
        await Expect(console.Stock(sku).GetByRole(AriaRole.Cell)).ToHaveTextAsync(["9", "1"]);
    }

    [SkippableFact]
    public async Task AnswerThatIsLost_IsAskedForAgainAndIsOneOrder()
    {
        await using var console = await suite.OpenAsync();
        var sku = await console.RestockAsync(10);
        // The API does it, and the page never hears of it.
        await console.Page.RouteAsync("**/v1/orders", LoseTheAnswerAsync, new() { Times = 1 });

        await console.PlaceAsync(sku, 1);
        await Expect(console.Page.GetByText("The API cannot be reached.")).ToBeVisibleAsync();
        await console.Page.ReloadAsync();
        await console.PlaceButton.ClickAsync();

        await Expect(console.Status).ToHaveTextAsync("confirmed");
        await Expect(console.Orders).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task NewOrder_OfTheSameGoodsIsAnotherOne()
    {
        await using var console = await suite.OpenAsync();
        var sku = await console.RestockAsync(10);
        await console.PlaceAsync(sku, 1);
        await Expect(console.Status).ToHaveTextAsync("confirmed");

        await console.Page.GetByRole(AriaRole.Button, new() { Name = "New order" }).ClickAsync();
        await console.PlaceAsync(sku, 1);

        await Expect(console.Orders).ToHaveCountAsync(2);
    }

    [SkippableFact]
    public async Task Faults_StandBesideTheirFieldsInTheWordsOfTheApi()
    {
        await using var console = await suite.OpenAsync();
        await console.FillLineAsync(0, "mug", "1");
        await console.Page.GetByRole(AriaRole.Button, new() { Name = "Add a line" }).ClickAsync();
        await console.FillLineAsync(1, "mug", "0");

        await console.PlaceButton.ClickAsync();

        var quantity = console.Page.Locator("#lines > li").Nth(1).GetByLabel("Quantity");
        await Expect(quantity).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(quantity).ToBeFocusedAsync();
        await Expect(quantity).ToHaveAccessibleDescriptionAsync(
            "Quantity: Must be a whole number from 1 to 10000, not in quotes.");
        await Expect(console.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("One place of the body is wrong.");
        await Expect(console.Page.Locator("[aria-invalid]")).ToHaveCountAsync(1);
        await Expect(console.Orders).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task Keyboard_IsEnoughToOrder()
    {
        await using var console = await suite.OpenAsync();
        var sku = await console.RestockAsync(10);
        var keyboard = console.Page.Keyboard;

        await console.Page.Locator("#lines > li").GetByLabel("SKU").FocusAsync();
        await keyboard.TypeAsync(sku);
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync("3");
        await keyboard.PressAsync("Enter");

        await Expect(console.Status).ToHaveTextAsync("confirmed");
        await Expect(console.Orders).ToContainTextAsync($"3 × {sku}");
    }

    [SkippableFact]
    public async Task WhereStreamsAreCutOff_ThePageAsks()
    {
        await using var console = await suite.OpenAsync();
        var sku = await console.RestockAsync(10);
        await console.Page.RouteAsync("**/stream", route => route.AbortAsync());

        await console.PlaceAsync(sku, 2);

        await Expect(console.Status).ToHaveTextAsync("confirmed");
        await Expect(console.Happened("Order confirmed")).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task Reload_KeepsThePicture()
    {
        await using var console = await suite.OpenAsync();
        var sku = await console.RestockAsync(10);
        await console.PlaceAsync(sku, 2);
        await Expect(console.Happened("Notification delivered")).ToHaveCountAsync(1);
        var story = await console.Timeline.AllTextContentsAsync();

        await console.Page.ReloadAsync();

        await Expect(console.Status).ToHaveTextAsync("confirmed");
        await Expect(console.Timeline).ToHaveTextAsync(story);
        await Expect(console.Orders).ToHaveCountAsync(1);
        await Expect(console.Page.Locator("#lines > li").GetByLabel("SKU")).ToHaveValueAsync(sku);
    }

    private static async Task LoseTheAnswerAsync(IRoute route)
    {
        await route.FetchAsync();
        await route.AbortAsync();
    }
}
