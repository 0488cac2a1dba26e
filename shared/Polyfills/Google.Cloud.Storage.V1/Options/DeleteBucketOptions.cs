using Google.Apis.Storage.v1;

namespace Google.Cloud.Storage.V1;

/// <summary>Options of DeleteBucket.</summary>
public sealed class DeleteBucketOptions
{
    public long? IfMetagenerationMatch { get; set; }

    public long? IfMetagenerationNotMatch { get; set; }

    /// <summary>Whether to delete all objects first, one after the other and with no way back.</summary>
    public bool? DeleteObjects { get; set; }

    /// <summary>Null means the default of the call.</summary>
    public RetryOptions RetryOptions { get; set; }

    internal void ModifyRequest(BucketsResource.DeleteRequest request)
    {
        Preconditions.CheckExclusive(IfMetagenerationMatch, IfMetagenerationNotMatch, "Metageneration");
        request.IfMetagenerationMatch = IfMetagenerationMatch;
        request.IfMetagenerationNotMatch = IfMetagenerationNotMatch;
    }

    /// <summary>A read with the same preconditions; null where there are none to check.</summary>
    internal GetBucketOptions ReadOptions() =>
        IfMetagenerationMatch is null && IfMetagenerationNotMatch is null
            ? null
            : new GetBucketOptions
            {
                IfMetagenerationMatch = IfMetagenerationMatch,
                IfMetagenerationNotMatch = IfMetagenerationNotMatch,
            };
}
