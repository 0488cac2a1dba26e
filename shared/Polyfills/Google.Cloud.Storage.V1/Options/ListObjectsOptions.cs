using Google.Apis.Storage.v1;

namespace Google.Cloud.Storage.V1;

/// <summary>Options of ListObjects.</summary>
public sealed class ListObjectsOptions
{
    /// <summary>Lists like a directory: names that hold it after the prefix are cut there.</summary>
    public string Delimiter { get; set; }

    /// <summary>Whether names that end in one delimiter are listed as objects too.</summary>
    public bool? IncludeTrailingDelimiter { get; set; }

    /// <summary>The most objects in one response; not the most in all.</summary>
    public int? PageSize { get; set; }

    /// <summary>Whether every generation of an object is listed.</summary>
    public bool? Versions { get; set; }

    /// <summary>Where an earlier listing stopped; null means the first page.</summary>
    public string PageToken { get; set; }

    /// <summary>Which fields are wanted; nextPageToken must be among them if more than a page is.</summary>
    public string Fields { get; set; }

    /// <summary>The first name that is wanted, itself included.</summary>
    public string StartOffset { get; set; }

    /// <summary>The first name that is not wanted any more.</summary>
    public string EndOffset { get; set; }

    /// <summary>A glob that the names match, such as <c>**.jpg</c>.</summary>
    public string MatchGlob { get; set; }

    /// <summary>Null means the default of the call.</summary>
    public RetryOptions RetryOptions { get; set; }

    internal void ModifyRequest(ObjectsResource.ListRequest request)
    {
        request.Delimiter = Delimiter;
        request.IncludeTrailingDelimiter = IncludeTrailingDelimiter;
        request.MaxResults = PageSize;
        request.Versions = Versions;
        request.PageToken = PageToken;
        request.Fields = Fields;
        request.StartOffset = StartOffset;
        request.EndOffset = EndOffset;
        request.MatchGlob = MatchGlob;
    }
}
