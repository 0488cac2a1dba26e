using System.Reflection;

namespace Google.Api.Gax.Rest;

public static class UserAgentHelper
{
    /// <summary>The User-Agent of a client library: its family and the version of the assembly of a type.</summary>
    public static string GetDefaultUserAgent(Type type) => $"gcloud-dotnet/{Version(type.Assembly)}";

    // The informational version may carry a commit after a plus sign, which a header's product token must not.
    private static string Version(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0] ?? "unknown";
}
