using System.Text.Json.Nodes;
using Shop.LocalCloud.Storage.Disk;

namespace Shop.LocalCloud.Storage.Http;

/// <summary>Buckets, and what clients ask of a bucket before they touch its objects.</summary>
internal sealed class BucketEndpoints(ObjectStore store)
{
    public Task ListAsync(HttpContext context)
    {
        var prefix = context.Request.Query.Text("prefix") ?? "";
        var origin = context.Request.Origin();
        var buckets = store.Buckets.Where(bucket => bucket.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(bucket => BucketResource.Of(bucket, origin)).ToList();
        return Answers.WriteAsync(
            context, new BucketList("storage#buckets", null, buckets.Count == 0 ? null : buckets),
            ResourceJson.Default.BucketList);
    }

    public async Task InsertAsync(HttpContext context)
    {
        var resource = await RequestBody.ReadJsonAsync(context);
        CheckImplemented(resource);
        var bucket = store.CreateBucket(new StoredBucket(
            resource.Text("name") ?? throw RefusedRequestException.Required("name"),
            default, default, 0,
            resource.Text("location")?.ToUpperInvariant() ?? "US",
            resource.Text("storageClass") ?? "STANDARD",
            Labels(null, resource)));
        await Answers.WriteBucketAsync(context, bucket);
    }

    public Task GetAsync(HttpContext context, string name)
    {
        var bucket = Find(name);
        Preconditions.Read(context.Request.Query).CheckBucket(bucket);
        return Answers.WriteBucketAsync(context, bucket);
    }

    public async Task PatchAsync(HttpContext context, string name)
    {
        var patch = await RequestBody.ReadJsonAsync(context);
        CheckImplemented(patch);
        var updated = store.UpdateBucket(
            name, Preconditions.Read(context.Request.Query), bucket => bucket with
        {
            StorageClass = patch.Text("storageClass") ?? bucket.StorageClass,
            Labels = Labels(bucket.Labels, patch),
        });
        await Answers.WriteBucketAsync(context, updated);
    }

    public Task DeleteAsync(HttpContext context, string name)
    {
        store.DeleteBucket(name, Preconditions.Read(context.Request.Query));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>
    /// gcloud asks this before recursive commands, to learn whether folders are real: they are not.
    /// </summary>
    public Task GetStorageLayoutAsync(HttpContext context, string name)
    {
        var bucket = BucketResource.Of(Find(name), context.Request.Origin());
        return Answers.WriteAsync(
            context,
            new StorageLayout(
                "storage#storageLayout", name, bucket.Location, bucket.LocationType,
                new HierarchicalNamespace(false)),
            ResourceJson.Default.StorageLayout);
    }

    /// <summary>gcloud asks before it removes a bucket; there are none.</summary>
    public Task ListManagedFoldersAsync(HttpContext context, string name)
    {
        Find(name);
        return Answers.WriteAsync(
            context, new FolderList("storage#managedFolders"), ResourceJson.Default.FolderList);
    }

    /// <summary>Everything is allowed on this machine.</summary>
    public Task TestPermissionsAsync(HttpContext context, string name)
    {
        Find(name);
        return Answers.WriteAsync(
            context,
            new Permissions("storage#testIamPermissionsResponse", [.. context.Request.Query["permissions"]]),
            ResourceJson.Default.Permissions);
    }

    private StoredBucket Find(string name) =>
        store.FindBucket(name) ?? throw RefusedRequestException.NoBucket();

    // Settings that promise to keep or to delete objects must not be accepted and then have no effect.
    private static void CheckImplemented(JsonObject resource)
    {
        if (resource["versioning"]?["enabled"] is JsonValue enabled
            && enabled.TryGetValue<bool>(out var on) && on)
        {
            throw RefusedRequestException.Invalid("The local cloud does not implement object versioning.");
        }
        if (resource["lifecycle"]?["rule"] is JsonArray { Count: > 0 }
            || resource["retentionPolicy"] is not null)
        {
            throw RefusedRequestException.Invalid(
                "The local cloud does not implement lifecycle and retention.");
        }
    }

    private static Dictionary<string, string>? Labels(
        IReadOnlyDictionary<string, string>? current, JsonObject resource)
    {
        var labels = new Dictionary<string, string>(current ?? new Dictionary<string, string>());
        foreach (var (key, value) in resource["labels"] as JsonObject ?? [])
        {
            labels.Remove(key);
            if (value is not null)
            {
                labels[key] = value.ToString();
            }
        }
        return labels.Count == 0 ? null : labels;
    }
}
