using System.Globalization;
using System.Text.Json.Serialization;

namespace Shop.LocalCloud.Storage.Http;

/// <summary>Google's <c>storage#object</c>; 64-bit numbers are strings there.</summary>
internal sealed record ObjectResource(
    string Kind,
    string Id,
    string SelfLink,
    string MediaLink,
    string Name,
    string Bucket,
    string Generation,
    string Metageneration,
    string? ContentType,
    string StorageClass,
    string Size,
    string? Md5Hash,
    string? CacheControl,
    string? ContentDisposition,
    string? ContentEncoding,
    string? ContentLanguage,
    string Crc32c,
    int? ComponentCount,
    string Etag,
    DateTimeOffset TimeCreated,
    DateTimeOffset Updated,
    DateTimeOffset TimeStorageClassUpdated,
    DateTimeOffset TimeFinalized,
    string? CustomTime,
    IReadOnlyDictionary<string, string>? Metadata)
{
    public static ObjectResource Of(StoredObject stored, string origin)
    {
        var path = $"storage/v1/b/{stored.Bucket}/o/{Uri.EscapeDataString(stored.Name)}";
        var generation = stored.Generation.ToString(CultureInfo.InvariantCulture);
        var settings = stored.Settings;
        return new ObjectResource(
            "storage#object", $"{stored.Bucket}/{stored.Name}/{generation}", $"{origin}/{path}",
            $"{origin}/download/{path}?generation={generation}&alt=media", stored.Name, stored.Bucket,
            generation, stored.Metageneration.ToString(CultureInfo.InvariantCulture), settings.ContentType,
            settings.StorageClass ?? "STANDARD", stored.Size.ToString(CultureInfo.InvariantCulture),
            stored.Md5, settings.CacheControl, settings.ContentDisposition, settings.ContentEncoding,
            settings.ContentLanguage, stored.Crc32c, stored.ComponentCount, EntityTag.Of(stored),
            stored.TimeCreated, stored.Updated, stored.TimeCreated, stored.TimeCreated, settings.CustomTime,
            settings.Metadata is { Count: > 0 } metadata ? metadata : null);
    }
}

/// <summary>Google's <c>storage#bucket</c>.</summary>
internal sealed record BucketResource(
    string Kind,
    string Id,
    string SelfLink,
    string ProjectNumber,
    string Name,
    string Location,
    string LocationType,
    string StorageClass,
    string Etag,
    DateTimeOffset TimeCreated,
    DateTimeOffset Updated,
    string Metageneration,
    IReadOnlyDictionary<string, string>? Labels,
    IamConfiguration IamConfiguration)
{
    public static BucketResource Of(StoredBucket bucket, string origin) => new(
        "storage#bucket", bucket.Name, $"{origin}/storage/v1/b/{bucket.Name}", "0", bucket.Name,
        bucket.Location, bucket.Location.Contains('-', StringComparison.Ordinal) ? "region" : "multi-region",
        bucket.StorageClass, EntityTag.Of(0, bucket.Metageneration), bucket.TimeCreated, bucket.Updated,
        bucket.Metageneration.ToString(CultureInfo.InvariantCulture), bucket.Labels,
        new IamConfiguration(new UniformBucketLevelAccess(true)));
}

/// <summary>
/// Access is not controlled locally; "uniform" keeps clients from asking for each object's ACL.
/// </summary>
internal sealed record IamConfiguration(UniformBucketLevelAccess UniformBucketLevelAccess);

internal sealed record UniformBucketLevelAccess(bool Enabled);

internal sealed record ObjectList(
    string Kind, string? NextPageToken, IReadOnlyList<string>? Prefixes,
    IReadOnlyList<ObjectResource>? Items);

internal sealed record BucketList(string Kind, string? NextPageToken, IReadOnlyList<BucketResource>? Items);

internal sealed record FolderList(string Kind);

internal sealed record StorageLayout(
    string Kind, string Bucket, string Location, string LocationType,
    HierarchicalNamespace HierarchicalNamespace);

internal sealed record HierarchicalNamespace(bool Enabled);

internal sealed record Permissions(
    string Kind, [property: JsonPropertyName("permissions")] string?[] Granted);

internal sealed record RewriteAnswer(
    string Kind, string TotalBytesRewritten, string ObjectSize, bool Done, ObjectResource Resource);

internal sealed record ComposeRequest(
    IReadOnlyList<ComposeSource>? SourceObjects, System.Text.Json.Nodes.JsonObject? Destination);

internal sealed record ComposeSource(
    string? Name, string? Generation, ComposePreconditions? ObjectPreconditions);

internal sealed record ComposePreconditions(string? IfGenerationMatch);

internal sealed record ErrorAnswer(ErrorBody Error);

internal sealed record ErrorBody(int Code, string Message, IReadOnlyList<ErrorDetail> Errors);

internal sealed record ErrorDetail(
    string Message, string Domain, string Reason, string? LocationType = null, string? Location = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(MillisecondTime)])]
[JsonSerializable(typeof(ObjectResource))]
[JsonSerializable(typeof(BucketResource))]
[JsonSerializable(typeof(ObjectList))]
[JsonSerializable(typeof(BucketList))]
[JsonSerializable(typeof(FolderList))]
[JsonSerializable(typeof(StorageLayout))]
[JsonSerializable(typeof(Permissions))]
[JsonSerializable(typeof(RewriteAnswer))]
[JsonSerializable(typeof(ComposeRequest))]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(ObjectSettings))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
internal sealed partial class ResourceJson : JsonSerializerContext;
