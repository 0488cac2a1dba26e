using Google.Apis.Storage.v1;

namespace Google.Cloud.Storage.V1;

/// <summary>Options of ListBuckets.</summary>
public sealed class ListBucketsOptions
{
    /// <summary>The most buckets in one response; not the most in all.</summary>
    public int? PageSize { get; set; }

    public string Prefix { get; set; }

    /// <summary>Where an earlier listing stopped; null means the first page.</summary>
    public string PageToken { get; set; }

    /// <summary>Which fields are wanted; nextPageToken must be among them if more than a page is.</summary>
    public string Fields { get; set; }

    /// <summary>Null means the default of the call.</summary>
    public RetryOptions RetryOptions { get; set; }

    internal void ModifyRequest(BucketsResource.ListRequest request)
    {
        request.MaxResults = PageSize;
        request.Prefix = Prefix;
        request.PageToken = PageToken;
        request.Fields = Fields;
    }
}
