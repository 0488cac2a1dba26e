using Google.Cloud.Functions.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Microsoft.AspNetCore.Hosting;

public static class ApplicationBuilderExtensions
{
    /// <summary>
    /// Adds the middleware of the startup classes and the function, which must be registered.
    /// </summary>
    public static IApplicationBuilder UseFunctionsFramework(
        this IApplicationBuilder app, WebHostBuilderContext context) =>
        FunctionPipeline.Build(context, app, validateStartups: false);
}
