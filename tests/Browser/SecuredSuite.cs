using Microsoft.Playwright;

namespace Shop.BrowserTests;

/// <summary>The whole suite with <c>--auth</c>, and one browser.</summary>
public sealed class SecuredSuite : BrowserSuite
{
    public SecuredSuite()
        : base("--auth")
    {
    }

    public async Task<ConsolePage> OpenSignedOutAsync()
    {
        var console = await OpenAsync();
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeFocusedAsync();
        return console;
    }
}
