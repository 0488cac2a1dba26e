using Google.Apis.Requests;
using Newtonsoft.Json;

namespace Google.Apis.Storage.v1.Data;

/// <summary>How far a copy has come; large ones take several calls.</summary>
public class RewriteResponse : IDirectResponseSchema
{
    [JsonProperty("done")]
    public virtual bool? Done { get; set; }

    [JsonProperty("kind")]
    public virtual string Kind { get; set; }

    [JsonProperty("objectSize")]
    public virtual long? ObjectSize { get; set; }

    /// <summary>The copy; only there when it is done.</summary>
    [JsonProperty("resource")]
    public virtual Object Resource { get; set; }

    [JsonProperty("rewriteToken")]
    public virtual string RewriteToken { get; set; }

    [JsonProperty("totalBytesRewritten")]
    public virtual long? TotalBytesRewritten { get; set; }

    public virtual string ETag { get; set; }
}
