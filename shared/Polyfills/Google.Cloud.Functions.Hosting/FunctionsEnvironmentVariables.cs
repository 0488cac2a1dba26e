using Microsoft.Extensions.Configuration;

namespace Google.Cloud.Functions.Hosting;

/// <summary>
/// The environment variables that the functions contract defines, as settings of the framework.
/// </summary>
internal sealed class FunctionsEnvironmentVariables(Func<string, string?> variable) : IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(variable);

    private sealed class Provider(Func<string, string?> variable) : ConfigurationProvider
    {
        public override void Load()
        {
            Data.Clear();
            Add(nameof(FunctionsFrameworkOptions.FunctionTarget),
                variable(EntryPoint.FunctionTargetEnvironmentVariable));
            Add(nameof(FunctionsFrameworkOptions.Port), variable(EntryPoint.PortEnvironmentVariable));
            bool inContainer = "true".Equals(
                variable("DOTNET_RUNNING_IN_CONTAINER"), StringComparison.OrdinalIgnoreCase);
            Add(nameof(FunctionsFrameworkOptions.Address), inContainer ? "Any" : "Loopback");
            bool onCloudRun = !string.IsNullOrWhiteSpace(variable("K_SERVICE"));
            Add(nameof(FunctionsFrameworkOptions.JsonLogging), onCloudRun ? "True" : "False");
        }

        private void Add(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
                Data[$"{FunctionsFrameworkOptions.ConfigSection}:{name}"] = value;
        }
    }
}
