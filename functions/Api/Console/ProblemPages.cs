using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shop.Api.Http;

namespace Shop.Api.Console;

/// <summary>
/// The <c>type</c> of a problem is an address of this very deployment: who opens it is shown the place in the
/// documentation. The documentation gets their list from here, since OpenAPI has no place for it.
/// </summary>
internal static class ProblemPages
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/problems", (RequestDelegate)ListAsync).ExcludeFromDescription();
        endpoints.MapGet("/problems/{name}", (RequestDelegate)ShowAsync).ExcludeFromDescription();
    }

    private static async Task ListAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        await using var json = new Utf8JsonWriter(context.Response.Body);
        json.WriteStartArray();
        foreach (var type in ProblemTypes.All)
        {
            json.WriteStartObject();
            json.WriteString("type", type.Uri);
            json.WriteString("title", type.Title);
            json.WriteNumber("status", type.Status);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        await json.FlushAsync(context.RequestAborted);
    }

    private static Task ShowAsync(HttpContext context)
    {
        var name = context.Request.RouteValues["name"] as string;
        if (ProblemTypes.All.FirstOrDefault(type => type.Name == name) is not { } type)
        {
            return Problem.Of(ProblemTypes.NotFound, "There is no problem of this type. GET /problems lists them.")
                .ExecuteAsync(context);
        }
        // 302 and not 301: the documentation may come to lie elsewhere, and browsers keep a 301 for good.
        context.Response.Redirect("/docs#problem-" + type.Name);
        return Task.CompletedTask;
    }
}
