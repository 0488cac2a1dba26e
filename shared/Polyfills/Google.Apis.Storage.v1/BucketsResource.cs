using Google.Apis.Services;
using Google.Apis.Storage.v1.Data;

namespace Google.Apis.Storage.v1;

/// <summary>The calls on buckets.</summary>
public partial class BucketsResource(IClientService service)
{
    public virtual DeleteRequest Delete(string bucket) => new(service, bucket);

    public virtual GetRequest Get(string bucket) => new(service, bucket);

    public virtual InsertRequest Insert(Bucket body, string project) => new(service, body, project);

    public virtual ListRequest List(string project) => new(service, project);
}
