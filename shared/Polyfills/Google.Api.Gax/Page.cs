using System.Collections;

namespace Google.Api.Gax;

/// <summary>A page that is full unless there was nothing more to read.</summary>
public sealed class Page<TResource>(IEnumerable<TResource> resources, string nextPageToken)
    : IEnumerable<TResource>
{
    /// <summary>The token of the page that follows; null (REST) or empty (gRPC) on the last one.</summary>
    public string NextPageToken { get; } = nextPageToken;

    public IEnumerator<TResource> GetEnumerator() => resources.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
