using Google.Api.Gax;

namespace Google.Cloud.Storage.V1;

/// <summary>What options may not say at once.</summary>
internal static class Preconditions
{
    /// <summary>One property may be asked to match or not to match, but not both.</summary>
    internal static void CheckExclusive(long? match, long? notMatch, string name, string scope = "") =>
        Check(
            match is null || notMatch is null,
            $"Cannot specify If{scope}{name}Match and If{scope}{name}NotMatch in the same options");

    /// <summary>The exception names the parameter of the client's method.</summary>
    internal static void Check(bool condition, string message) =>
        GaxPreconditions.CheckArgument(condition, "options", message);
}
