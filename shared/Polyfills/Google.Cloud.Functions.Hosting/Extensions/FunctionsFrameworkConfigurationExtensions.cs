using Google.Cloud.Functions.Hosting;

namespace Microsoft.Extensions.Configuration;

public static class FunctionsFrameworkConfigurationExtensions
{
    private static readonly Dictionary<string, string> s_switches = new()
    {
        ["--target"] = Key(nameof(FunctionsFrameworkOptions.FunctionTarget)),
        ["--port"] = Key(nameof(FunctionsFrameworkOptions.Port)),
    };

    public static IConfigurationBuilder AddFunctionsEnvironment(this IConfigurationBuilder builder) =>
        builder.Add(new FunctionsEnvironmentVariables(Environment.GetEnvironmentVariable));

    /// <summary>Adds --target and --port; a single argument is the target, whatever it looks like.</summary>
    public static IConfigurationBuilder AddFunctionsCommandLine(
        this IConfigurationBuilder builder, string[] args)
    {
        switch (args)
        {
            case null or []:
                return builder;
            case ["%LAUNCHER_ARGS%"]:
                throw new InvalidOperationException(
                    "A Web SDK project cannot be started by launch settings. See https://github.com/"
                    + "GoogleCloudPlatform/functions-framework-dotnet/blob/main/docs/launch-settings.md");
            case [var target]:
                return builder.AddCommandLine(["--target", target], s_switches);
            default:
                return builder.AddCommandLine(args, s_switches);
        }
    }

    private static string Key(string name) => $"{FunctionsFrameworkOptions.ConfigSection}:{name}";
}
