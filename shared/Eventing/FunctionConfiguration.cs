using Microsoft.Extensions.Configuration;

namespace Shop.Eventing;

/// <summary>How every function reads its configuration.</summary>
public static class FunctionConfiguration
{
    /// <summary>
    /// Reads settings files once and watches none: what is deployed never changes, and the host would start a watcher
    /// with a thread of its own for files that are not even there.
    /// </summary>
    /// <param name="configuration">Not built yet.</param>
    public static void WatchNoFiles(this IConfigurationBuilder configuration)
    {
        foreach (var file in configuration.Sources.OfType<FileConfigurationSource>())
        {
            file.ReloadOnChange = false;
        }
    }
}
