using Shop.Topology;

namespace Shop.LocalCloud.Hosting;

/// <summary>
/// The environment variables of a function, as the platform would set them, but for the local cloud.
/// </summary>
internal static class FunctionEnvironment
{
    // K_SERVICE tells a function that it is deployed, where it writes logs for a machine and refuses
    // AUTH_MODE=none. Inside a container, DOTNET_RUNNING_IN_CONTAINER would have it listen to the whole
    // network.
    private static readonly string[] _notInherited =
    [
        "K_SERVICE", "K_REVISION", "K_CONFIGURATION", "FUNCTION_SIGNATURE_TYPE", "DOTNET_RUNNING_IN_CONTAINER",
    ];

    // What this process has itself comes in, and is changed in place.
    public static void Apply(
        IDictionary<string, string?> environment,
        FunctionSpec function,
        IReadOnlyDictionary<string, string> variables,
        int port,
        CloudEndpoints cloud)
    {
        foreach (var name in _notInherited)
        {
            environment.Remove(name);
        }
        environment["PORT"] = FormattableString.Invariant($"{port}");
        environment["FUNCTION_TARGET"] = function.EntryPoint;
        environment["GOOGLE_CLOUD_PROJECT"] = ResourceNames.Local.ProjectId;
        environment["STORAGE_EMULATOR_HOST"] = cloud.StorageText;
        environment["PUBSUB_EMULATOR_HOST"] = cloud.PubSubAuthority;
        environment["FIRESTORE_EMULATOR_HOST"] = cloud.Storage.Authority;
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }
        foreach (var (name, value) in function.LocalEnvironment ?? new Dictionary<string, string>())
        {
            // Whoever sets one of these in the shell wants to try something else than the default.
            environment.TryAdd(name, ResourceNames.Local.Expand(value));
        }
        var hooks = environment.TryGetValue(StartupHook.Variable, out var inherited) ? inherited : null;
        environment[StartupHook.Variable] = string.IsNullOrEmpty(hooks)
            ? typeof(StartupHook).Assembly.Location
            : typeof(StartupHook).Assembly.Location + Path.PathSeparator + hooks;
    }
}
