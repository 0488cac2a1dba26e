using System.Reflection;

namespace Google.Api.Gax.Rest;

public static class UserAgentHelper
{
    /// <summary>The User-Agent of the client library that a type belongs to.</summary>
    public static string GetDefaultUserAgent(Type type) => $"gcloud-dotnet/{Version(type.Assembly)}";

    // What follows a plus sign, the commit, is of no use to the server.
    private static string Version(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0] ?? "unknown";
}
