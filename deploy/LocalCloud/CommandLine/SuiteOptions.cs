using Shop.LocalCloud.Chaos;

namespace Shop.LocalCloud.CommandLine;

/// <summary>What a person asked for on the command line.</summary>
/// <param name="DataFolder">Full path of the folder that keeps objects and messages between runs.</param>
/// <param name="Fresh">Forget what earlier runs kept.</param>
/// <param name="ApiPort">Where the function Api listens; 0 takes any free port, as for the next two.</param>
/// <param name="CloudPort">Where Cloud Storage and the web page listen.</param>
/// <param name="PubSubPort">Where Pub/Sub listens.</param>
/// <param name="Only">The functions to start; null for all.</param>
/// <param name="External">Functions that somebody else runs, and where.</param>
/// <param name="TlsPort">Where Cloud Storage listens for https; null for nowhere.</param>
internal sealed record SuiteOptions(
    string DataFolder,
    bool Fresh,
    int ApiPort,
    int CloudPort,
    int PubSubPort,
    IReadOnlySet<string>? Only,
    IReadOnlyDictionary<string, Uri> External,
    int? TlsPort = null)
{
    /// <summary>Faults that deliveries suffer on purpose.</summary>
    public ChaosOptions Chaos { get; init; } = ChaosOptions.None;

    /// <summary>Callers of the API must say who they are, by tokens that this machine issues.</summary>
    public bool Auth { get; init; }

    /// <summary>
    /// Whether this process starts the function; an external one is only told apart by its address.
    /// </summary>
    public bool Starts(string function) =>
        !External.ContainsKey(function) && (Only is null || Only.Contains(function));
}
