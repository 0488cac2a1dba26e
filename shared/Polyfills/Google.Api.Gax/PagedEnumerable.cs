using System.Collections;

namespace Google.Api.Gax;

/// <summary>Resources that are read page by page while the sequence is walked.</summary>
public abstract class PagedEnumerable<TResponse, TResource> : IEnumerable<TResource>
{
    /// <summary>The responses of the server, one for each page.</summary>
    public virtual IEnumerable<TResponse> AsRawResponses() => throw new NotImplementedException();

    /// <summary>Reads until the page is full or nothing is left, in as many requests as it takes.</summary>
    public virtual Page<TResource> ReadPage(int pageSize) => throw new NotImplementedException();

    public virtual IEnumerator<TResource> GetEnumerator() => throw new NotImplementedException();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
