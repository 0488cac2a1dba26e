using System.Text.RegularExpressions;
using Google.Api.Gax;
using Google.Api.Gax.Rest;
using Google.Apis.Storage.v1;
using Google.Apis.Storage.v1.Data;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

/// <summary>The client that talks to the service.</summary>
public sealed partial class StorageClientImpl : StorageClient
{
    private static string _applicationName = UserAgentHelper.GetDefaultUserAgent(typeof(StorageClient));

    public StorageClientImpl(StorageService service) =>
        Service = GaxPreconditions.CheckNotNull(service, nameof(service));

    /// <summary>The User-Agent of clients that are built without one of their own.</summary>
    public static string ApplicationName
    {
        get => Volatile.Read(ref _applicationName);
        set => Volatile.Write(ref _applicationName, GaxPreconditions.CheckNotNull(value, nameof(value)));
    }

    public override StorageService Service { get; }

    public override void Dispose()
    {
        Service.Dispose();
        base.Dispose();
    }

    /// <summary>Far from all rules of bucket names: what makes one safe within a URL.</summary>
    [GeneratedRegex(@"^[0-9a-z.\-_]{1,222}$")]
    private static partial Regex ValidBucketName();

    private static string ValidateBucketName(string bucket)
    {
        GaxPreconditions.CheckNotNull(bucket, nameof(bucket));
        CheckBucketName(bucket, nameof(bucket));
        return bucket;
    }

    private static string ValidateBucket(Bucket bucket)
    {
        GaxPreconditions.CheckNotNull(bucket, nameof(bucket));
        GaxPreconditions.CheckArgument(bucket.Name is not null, nameof(bucket), "Bucket must have a name");
        CheckBucketName(bucket.Name, nameof(bucket));
        return bucket.Name;
    }

    private static void CheckBucketName(string name, string paramName) =>
        GaxPreconditions.CheckArgument(
            ValidBucketName().IsMatch(name), paramName,
            "Invalid bucket name '{0}' - see https://cloud.google.com/storage/docs/bucket-naming", name);

    private static void ValidateObject(Object obj, string paramName)
    {
        GaxPreconditions.CheckNotNull(obj, paramName);
        var isNamed = obj.Name is not null && obj.Bucket is not null;
        GaxPreconditions.CheckArgument(isNamed, paramName, "Object must have a name and bucket");
        var isValid = ValidBucketName().IsMatch(obj.Bucket!);
        GaxPreconditions.CheckArgument(isValid, paramName, "Object bucket '{0}' is invalid", obj.Bucket);
    }
}
