using System.Reflection;
using Google.Cloud.Functions.Framework;
using Microsoft.Extensions.Configuration;

namespace Google.Cloud.Functions.Hosting;

/// <summary>
/// Which class of an assembly is the function; also the service by which the host remembers it.
/// </summary>
internal sealed record FunctionTarget(Type Type)
{
    internal static Type Find(IConfiguration configuration, Assembly assembly)
    {
        if (FunctionsFrameworkOptions.FromConfiguration(configuration).FunctionTarget is { } name)
        {
            return assembly.GetType(name) ?? throw new InvalidOperationException(
                $"Assembly {assembly.GetName().Name} has no function type '{name}'.");
        }
        return OnlyFunctionOf(assembly.GetTypes());
    }

    internal static Type OnlyFunctionOf(params Type[] types) => Array.FindAll(types, IsFunction) switch
    {
        [var only] => only,
        [] => throw new ArgumentException("There is no function type in the assembly."),
        var several => throw new ArgumentException(
            $"There are several function types: {string.Join<Type>(", ", several)}. Say on the command "
            + $"line or in {EntryPoint.FunctionTargetEnvironmentVariable} which one to run."),
    };

    internal static Type? TryFind(IConfiguration configuration, Assembly assembly)
    {
        if (FunctionsFrameworkOptions.FromConfiguration(configuration).FunctionTarget is { } name)
            return assembly.GetType(name);
        return Array.FindAll(assembly.GetTypes(), IsFunction) is [var only] ? only : null;
    }

    /// <summary>
    /// The arguments of the one interface of that shape which the type implements, else null.
    /// </summary>
    internal static Type[]? ArgumentsOf(Type type, Type genericInterface)
    {
        var matches = Array.FindAll(
            type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == genericInterface);
        return matches is [var match] ? match.GetGenericArguments() : null;
    }

    /// <summary>
    /// Typed functions count even if abstract, as they do in the published package: what is ambiguous there
    /// must not quietly work here.
    /// </summary>
    private static bool IsFunction(Type type) =>
        (type.IsClass && !type.IsAbstract && !type.IsGenericType
            && (typeof(IHttpFunction).IsAssignableFrom(type)
                || typeof(ICloudEventFunction).IsAssignableFrom(type)
                || ArgumentsOf(type, typeof(ICloudEventFunction<>)) is not null))
        || ArgumentsOf(type, typeof(ITypedFunction<,>)) is not null;
}
