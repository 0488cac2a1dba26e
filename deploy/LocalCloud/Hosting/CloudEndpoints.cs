namespace Shop.LocalCloud.Hosting;

/// <summary>Where the local cloud answers.</summary>
/// <param name="Storage">Cloud Storage, and the web page.</param>
/// <param name="PubSubAuthority">Host and port of Pub/Sub, in the form that client libraries expect.</param>
/// <param name="GsutilSettings">The file that tells gsutil of the TLS port, if there is one.</param>
internal sealed record CloudEndpoints(Uri Storage, string PubSubAuthority, string? GsutilSettings = null)
{
    /// <summary>Whether the local cloud issues tokens, and the API wants them.</summary>
    public bool HasIssuer { get; init; }

    public static CloudEndpoints OnPorts(int cloud, int pubSub) =>
        new(new Uri($"http://127.0.0.1:{cloud}"), $"127.0.0.1:{pubSub}");

    /// <summary>Storage without the slash at its end, which some clients would double.</summary>
    public string StorageText => Storage.GetLeftPart(UriPartial.Authority);
}
