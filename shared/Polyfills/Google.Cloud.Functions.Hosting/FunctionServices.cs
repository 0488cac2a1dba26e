using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Google.Cloud.Functions.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace Google.Cloud.Functions.Hosting;

/// <summary>
/// Registers a function so that the host can ask for an IHttpFunction in the scope of each request.
/// </summary>
internal static class FunctionServices
{
    internal static IServiceCollection AddFunction(IServiceCollection services, Type type)
    {
        services.AddSingleton(new FunctionTarget(type));
        if (typeof(IHttpFunction).IsAssignableFrom(type))
            return services.AddScoped(typeof(IHttpFunction), type);
        if (typeof(ICloudEventFunction).IsAssignableFrom(type))
        {
            return services
                .AddScoped<IHttpFunction, CloudEventAdapter>()
                .AddSingleton<CloudEventFormatter>(new JsonEventFormatter())
                .AddScoped(typeof(ICloudEventFunction), type);
        }
        if (FunctionTarget.ArgumentsOf(type, typeof(ITypedFunction<,>)) is { } typed)
            return AddTyped(services, type, typed);
        if (FunctionTarget.ArgumentsOf(type, typeof(ICloudEventFunction<>)) is [var data])
            return AddTypedEvent(services, type, data);
        throw new InvalidOperationException($"Type '{type.FullName}' implements no function interface.");
    }

    /// <summary>
    /// Requests and responses are JSON unless a startup class registers its own reader or writer.
    /// </summary>
    private static IServiceCollection AddTyped(IServiceCollection services, Type function, Type[] types) =>
        services
        .AddScoped(typeof(IHttpFunction), typeof(TypedFunctionAdapter<,>).MakeGenericType(types))
        .AddScoped(typeof(ITypedFunction<,>).MakeGenericType(types), function)
        .AddSingleton(
            typeof(IHttpRequestReader<>).MakeGenericType(types[0]),
            typeof(JsonRequestReader<>).MakeGenericType(types[0]))
        .AddSingleton(
            typeof(IHttpResponseWriter<>).MakeGenericType(types[1]),
            typeof(JsonResponseWriter<>).MakeGenericType(types[1]));

    /// <summary>Without a formatter on the data type a startup class has to register one.</summary>
    private static IServiceCollection AddTypedEvent(IServiceCollection services, Type function, Type data)
    {
        services
            .AddScoped(typeof(IHttpFunction), typeof(CloudEventAdapter<>).MakeGenericType(data))
            .AddScoped(typeof(ICloudEventFunction<>).MakeGenericType(data), function);
        if (CloudEventFormatterAttribute.CreateFormatter(data) is { } formatter)
            services.AddSingleton(formatter);
        return services;
    }
}
