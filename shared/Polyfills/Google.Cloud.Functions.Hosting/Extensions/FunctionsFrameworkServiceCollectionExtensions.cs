using System.Reflection;
using Google.Cloud.Functions.Hosting;
using Microsoft.AspNetCore.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

public static class FunctionsFrameworkServiceCollectionExtensions
{
    /// <summary>Registers the function that the settings name, else the only one of the assembly.</summary>
    public static IServiceCollection AddFunctionTarget(
        this IServiceCollection services, WebHostBuilderContext context, Assembly assembly) =>
        services.AddFunctionTarget(FunctionTarget.Find(context.Configuration, assembly));

    public static IServiceCollection AddFunctionTarget<TFunction>(this IServiceCollection services) =>
        services.AddFunctionTarget(typeof(TFunction));

    public static IServiceCollection AddFunctionTarget(this IServiceCollection services, Type type) =>
        FunctionServices.AddFunction(services, type);
}
