using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Shop.BrowserTests;

/// <summary>The console as its users find their way in it: by labels and roles.</summary>
public sealed class ConsolePage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _faults = new();

    public ConsolePage(IPage page)
    {
        Page = page;
        page.PageError += (_, fault) => _faults.Enqueue(fault);
        page.Console += (_, message) =>
        {
            // A status that is an error is one line of the console too, and often what a test is about.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _faults.Enqueue(message.Text);
            }
        };
    }

    public IPage Page { get; }

    public ILocator PlaceButton => Page.GetByRole(AriaRole.Button, new() { Name = "Place order" });

    public ILocator Status => Page.Locator("#order-badge");

    public ILocator Timeline =>
        Page.GetByRole(AriaRole.List, new() { Name = "What happened" }).GetByRole(AriaRole.Listitem);

    public ILocator Orders => Page.Locator("#orders > li");

    public ILocator Images => Page.Locator("#images > li");

    /// <summary>Entries of the timeline that say so, and not of something else that it happened.</summary>
    public ILocator Happened(string what) => Timeline.Filter(new() { Has = Page.GetByText(what, new() { Exact = true }) });

    /// <summary>The row of a SKU in the table of stock: name, available, reserved.</summary>
    public ILocator Stock(string sku) => Page.Locator("#stock > tr").Filter(new() { HasText = sku });

    /// <summary>A SKU that no other test knows.</summary>
    public static string NewSku() => $"sku-{Guid.CreateVersion7():n}";

    public async Task<string> RestockAsync(int quantity)
    {
        var sku = NewSku();
        var form = Page.GetByRole(AriaRole.Form, new() { Name = "Restock" });
        await form.GetByLabel("SKU").FillAsync(sku);
        await form.GetByLabel("Quantity").FillAsync($"{quantity}");
        await form.GetByRole(AriaRole.Button, new() { Name = "Restock" }).ClickAsync();
        await Assertions.Expect(Stock(sku)).ToContainTextAsync($"{quantity}");
        return sku;
    }

    public async Task FillLineAsync(int index, string sku, string quantity)
    {
        var line = Page.Locator("#lines > li").Nth(index);
        await line.GetByLabel("SKU").FillAsync(sku);
        await line.GetByLabel("Quantity").FillAsync(quantity);
    }

    public async Task PlaceAsync(string sku, int quantity)
    {
        await FillLineAsync(0, sku, $"{quantity}");
        await PlaceButton.ClickAsync();
    }

    public Task ChooseAsync(string fileName, string contentType, byte[] content) => Page.Locator("#files").SetInputFilesAsync(
        new FilePayload { Name = fileName, MimeType = contentType, Buffer = content });

    /// <summary>Whatever a test is about: the page throws nothing, and never runs into its own policy.</summary>
    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        Assert.Empty(_faults);
    }
}
