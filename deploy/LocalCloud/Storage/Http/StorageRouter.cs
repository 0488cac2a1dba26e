using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Shop.LocalCloud.Storage.Disk;

namespace Shop.LocalCloud.Storage.Http;

/// <summary>
/// Finds what a request wants. It routes by itself because ASP.NET's router sees a path that is decoded and
/// has its dot segments removed, in which some objects cannot be told apart.
/// </summary>
internal sealed class StorageRouter(
    ObjectStore store,
    BucketEndpoints buckets,
    ObjectEndpoints objects,
    UploadEndpoints uploads,
    ResumableEndpoints resumables,
    DownloadEndpoints downloads,
    CopyEndpoints copies)
{
    /// <returns>Null when the request is not for Cloud Storage.</returns>
    public Task? Route(HttpContext context)
    {
        var method = HttpMethods.IsHead(context.Request.Method) ? "GET" : context.Request.Method;
        return RequestTarget.Segments(context) switch
        {
            ["storage", "v1", .. var rest] => RouteJson(context, method, rest),
            // Google's client for .NET takes STORAGE_EMULATOR_HOST for the address of the JSON API itself and
            // adds no path to it; its uploads have theirs. No bucket can be called "b": three characters are
            // the least.
            ["b", ..] and var path => RouteJson(context, method, path),
            ["upload", "storage", "v1", "b", var bucket, "o"] => RouteUpload(context, method, bucket),
            // What apitools (gcloud, gsutil) uses when it uploads in chunks.
            ["resumable", "upload", "storage", "v1", "b", var bucket, "o"] =>
                RouteUpload(context, method, bucket),
            ["download", "storage", "v1", "b", var bucket, "o", var name] when method == "GET" =>
                downloads.GetPlainAsync(context, bucket, name),
            ["upload" or "resumable" or "download", ..] => throw RefusedRequestException.NoPage(),
            [var bucket, .. { Length: > 0 } rest] when IsXmlRead(method, bucket) && rest is not [""] =>
                downloads.GetXmlAsync(context, bucket, string.Join('/', rest)),
            _ => null,
        };
    }

    // A path that begins with '_' belongs to the web page; no bucket's name can.
    private bool IsXmlRead(string method, string bucket) =>
        method == "GET" && store.FindBucket(bucket) is not null;

    private Task RouteJson(HttpContext context, string method, string[] path) => (method, path) switch
    {
        ("GET", ["b"]) => buckets.ListAsync(context),
        ("POST", ["b"]) => buckets.InsertAsync(context),
        ("GET", ["b", var bucket]) => buckets.GetAsync(context, bucket),
        ("PATCH" or "PUT", ["b", var bucket]) => buckets.PatchAsync(context, bucket),
        ("DELETE", ["b", var bucket]) => buckets.DeleteAsync(context, bucket),
        ("GET", ["b", var bucket, "storageLayout"]) => buckets.GetStorageLayoutAsync(context, bucket),
        ("GET", ["b", var bucket, "managedFolders"]) => buckets.ListManagedFoldersAsync(context, bucket),
        ("GET", ["b", var bucket, "iam", "testPermissions"]) => buckets.TestPermissionsAsync(context, bucket),
        ("GET", ["b", var bucket, "o"]) => objects.ListAsync(context, bucket),
        ("GET", ["b", var bucket, "o", var name]) => objects.GetAsync(context, bucket, name),
        ("PATCH", ["b", var bucket, "o", var name]) => objects.PatchAsync(context, bucket, name),
        ("PUT", ["b", var bucket, "o", var name]) => objects.UpdateAsync(context, bucket, name),
        ("DELETE", ["b", var bucket, "o", var name]) => objects.DeleteAsync(context, bucket, name),
        ("POST", ["b", var bucket, "o", var name, "compose"]) =>
            copies.ComposeAsync(context, new ObjectPath(bucket, name)),
        ("POST", ["b", var bucket, "o", var name, "rewriteTo", "b", var target, "o", var newName]) =>
            copies.RewriteAsync(context, new ObjectPath(bucket, name), new ObjectPath(target, newName)),
        ("POST", ["b", var bucket, "o", var name, "copyTo", "b", var target, "o", var newName]) =>
            copies.CopyAsync(context, new ObjectPath(bucket, name), new ObjectPath(target, newName)),
        ("POST", ["b", var bucket, "o", var name, "moveTo", "o", var newName]) =>
            copies.MoveAsync(context, new ObjectPath(bucket, name), new ObjectPath(bucket, newName)),
        _ => throw RefusedRequestException.NoPage(),
    };

    private Task RouteUpload(HttpContext context, string method, string bucket)
    {
        LiftLimits(context);
        return (method, context.Request.Query.Text("upload_id")) switch
        {
            ("POST", null) => uploads.InsertAsync(context, bucket),
            ("PUT" or "POST", { } id) => resumables.PutAsync(context, id),
            ("DELETE", { } id) => resumables.CancelAsync(context, id),
            _ => throw RefusedRequestException.NoPage(),
        };
    }

    // Objects may have any size and come at any pace.
    private static void LiftLimits(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }
}
