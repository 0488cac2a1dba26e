using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shop.Eventing;

namespace Shop.Api.Console;

/// <summary>
/// The pages for people: the console, which is a client of the API like any other, and the documentation. Both are
/// files as they are, and load nothing from anywhere else.
/// </summary>
internal static class ConsoleEndpoints
{
    private const string Folder = "/console/";

    private static readonly string[] _scripts =
    [
        "api.js", "console.js", "docs.js", "elements.js", "follow.js", "image.js", "images.js", "operations.js",
        "order-form.js", "order.js", "orders.js", "problems.js", "schemas.js", "sign-in.js", "stock.js", "thumb-hash.js",
        "token.js", "upload.js", "variants.js",
    ];

    private static readonly string[] _styles = ["console.css", "docs.css", "page.css"];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var emulator = new Settings(endpoints.ServiceProvider.GetRequiredService<IConfiguration>())
            .Optional("STORAGE_EMULATOR_HOST");
        MapFile(endpoints, "/", new("console.html", "text/html; charset=utf-8", PagePolicy.Console(emulator)));
        MapFile(endpoints, "/docs", new("docs.html", "text/html; charset=utf-8", PagePolicy.Docs));
        foreach (var script in _scripts)
        {
            MapFile(endpoints, Folder + script, new(script, "text/javascript; charset=utf-8"));
        }
        foreach (var style in _styles)
        {
            MapFile(endpoints, Folder + style, new(style, "text/css; charset=utf-8"));
        }
        MapFile(endpoints, Folder + "icon.svg", new("icon.svg", "image/svg+xml"));
        SignInEndpoint.Map(endpoints, Folder + "sign-in.json");
        ProblemPages.Map(endpoints);
    }

    private static void MapFile(IEndpointRouteBuilder endpoints, string path, PageFile file) => endpoints
        .MapGet(path, (RequestDelegate)file.ServeAsync)
        .ExcludeFromDescription()
        // One look at a page asks for all its files at once, and none of them costs anything.
        .DisableRateLimiting();
}
