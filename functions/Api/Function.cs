using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Shop.Api.Http;

namespace Shop.Api;

/// <summary>
/// The front door. Requests are answered by the endpoints that <see cref="Startup"/> puts before this function; what
/// reaches it is asked of a path that nothing answers.
/// </summary>
[FunctionsStartup(typeof(Startup))]
public sealed class Function : IHttpFunction
{
    /// <summary>Names the source of what is published; it never changes.</summary>
    public const string Name = "api";

    public Task HandleAsync(HttpContext context) => Problem.Of(
        ProblemTypes.NotFound, "Nothing answers this path. GET /openapi/v1.json lists the paths that there are.")
        .ExecuteAsync(context);
}
