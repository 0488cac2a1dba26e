namespace Google.Cloud.Storage.V1;

/// <summary>Options of CreateBucket.</summary>
public sealed class CreateBucketOptions
{
    /// <summary>Null means the default of the call.</summary>
    public RetryOptions RetryOptions { get; set; }
}
