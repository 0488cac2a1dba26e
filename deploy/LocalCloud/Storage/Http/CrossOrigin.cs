namespace Shop.LocalCloud.Storage.Http;

/// <summary>
/// Lets pages of this machine upload to and read from the local cloud, as a bucket's CORS settings would.
/// Pages from elsewhere get no permission: a web site must not read what lies on a developer's laptop.
/// </summary>
internal static class CrossOrigin
{
    private static readonly string[] Paths = ["/storage/v1", "/upload/storage/v1", "/download/storage/v1"];

    public static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method)
        && request.Headers.ContainsKey("Access-Control-Request-Method")
        && Paths.Any(path => request.Path.StartsWithSegments(path));

    public static Task AnswerPreflight(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowMethods = "GET, HEAD, POST, PUT, PATCH, DELETE";
        headers.AccessControlAllowHeaders = context.Request.Headers.AccessControlRequestHeaders;
        headers.AccessControlMaxAge = "3600";
        return Task.CompletedTask;
    }

    public static void Allow(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.IsLoopback
            && Paths.Any(path => context.Request.Path.StartsWithSegments(path)))
        {
            context.Response.Headers.AccessControlAllowOrigin = origin;
            context.Response.Headers.Vary = "Origin";
            context.Response.Headers.AccessControlExposeHeaders =
                "Content-Length, Content-Range, ETag, Location, Range, X-GUploader-UploadID, "
                + "x-goog-generation, x-goog-hash, x-goog-metageneration";
        }
    }
}
