using Shop.Topology;

namespace Shop.Gcloud.Replay;

/// <summary>What somebody asked for on the command line.</summary>
/// <param name="Names">Of the resources of the project.</param>
/// <param name="Bucket">The bucket of dead letters.</param>
/// <param name="Selection">Which letters.</param>
/// <param name="PerSecond">The most letters that are replayed in a second.</param>
/// <param name="Execute">Do it; otherwise only say what would be done.</param>
/// <param name="RewriteUploads">Announce uploads anew by writing them onto themselves.</param>
internal sealed record ReplayOptions(
    ResourceNames Names, string Bucket, LetterSelection Selection, int PerSecond, bool Execute, bool RewriteUploads);
