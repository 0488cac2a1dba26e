using Google.Apis.Requests;
using Newtonsoft.Json;

namespace Google.Apis.Storage.v1.Data;

/// <summary>One page of a listing of objects.</summary>
public class Objects : IDirectResponseSchema
{
    [JsonProperty("items")]
    public virtual IList<Object> Items { get; set; }

    [JsonProperty("kind")]
    public virtual string Kind { get; set; }

    /// <summary>Null on the last page.</summary>
    [JsonProperty("nextPageToken")]
    public virtual string NextPageToken { get; set; }

    /// <summary>The names up to the delimiter that stand for what such a listing leaves out.</summary>
    [JsonProperty("prefixes")]
    public virtual IList<string> Prefixes { get; set; }

    public virtual string ETag { get; set; }
}
