using Google.Apis.Requests;
using Newtonsoft.Json;

namespace Google.Apis.Storage.v1.Data;

/// <summary>One page of a listing of buckets.</summary>
public class Buckets : IDirectResponseSchema
{
    [JsonProperty("items")]
    public virtual IList<Bucket> Items { get; set; }

    [JsonProperty("kind")]
    public virtual string Kind { get; set; }

    /// <summary>Null on the last page.</summary>
    [JsonProperty("nextPageToken")]
    public virtual string NextPageToken { get; set; }

    public virtual string ETag { get; set; }
}
