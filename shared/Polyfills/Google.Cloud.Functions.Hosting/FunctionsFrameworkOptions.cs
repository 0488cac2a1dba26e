using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace Google.Cloud.Functions.Hosting;

/// <summary>
/// The settings of the framework, from the configuration section that all sources write to. Read by hand:
/// binding by reflection costs time at every cold start.
/// </summary>
internal sealed record FunctionsFrameworkOptions(
    int Port, string? FunctionTarget, string? Address, bool JsonLogging)
{
    internal const string ConfigSection = "FunctionsFramework";

    private const int DefaultPort = 8080;

    internal IPAddress GetIPAddress() => Address switch
    {
        "Any" => IPAddress.Any,
        "Loopback" or null => IPAddress.Loopback,
        _ => IPAddress.Parse(Address),
    };

    internal static FunctionsFrameworkOptions FromConfiguration(IConfiguration configuration)
    {
        var section = configuration.GetSection(ConfigSection);
        return new FunctionsFrameworkOptions(
            Read(section, nameof(Port), text => int.Parse(text, CultureInfo.InvariantCulture), DefaultPort),
            section[nameof(FunctionTarget)],
            section[nameof(Address)],
            Read(section, nameof(JsonLogging), bool.Parse, false));
    }

    private static T Read<T>(IConfigurationSection section, string name, Func<string, T> parse, T absent)
    {
        if (section[name] is not { Length: > 0 } text)
            return absent;
        try
        {
            return parse(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new InvalidOperationException(
                $"The setting '{section.Path}:{name}' is '{text}', which is no {typeof(T).Name}.", e);
        }
    }
}
