using System.Globalization;
using System.Text.Json.Nodes;
using Shop.LocalCloud.Storage.Disk;
using Shop.LocalCloud.Storage.Uploads;

namespace Shop.LocalCloud.Storage.Http;

/// <summary>Uploads in one request, and the start of those in many.</summary>
internal sealed class UploadEndpoints(ObjectStore store, UploadSessions sessions)
{
    public Task InsertAsync(HttpContext context, string bucket) =>
        context.Request.Query.Text("uploadType") switch
        {
            "media" => InsertMediaAsync(context, bucket),
            "multipart" => InsertMultipartAsync(context, bucket),
            "resumable" => StartResumableAsync(context, bucket),
            var type => throw RefusedRequestException.Invalid($"Invalid upload type: '{type}'"),
        };

    private async Task InsertMediaAsync(HttpContext context, string bucket)
    {
        var request = context.Request;
        CheckEarly(bucket, request.Query.Text("name"));
        using var writer = store.CreateContent();
        try
        {
            await using var body = RequestBody.Open(request);
            await writer.WriteAsync(body, context.RequestAborted);
            var incoming = Describe(request, bucket, [], request.ContentType);
            await FinishAsync(context, writer, incoming, []);
        }
        finally
        {
            File.Delete(writer.Path);
        }
    }

    private async Task InsertMultipartAsync(HttpContext context, string bucket)
    {
        var request = context.Request;
        CheckEarly(bucket, name: null);
        using var writer = store.CreateContent();
        try
        {
            await using var stream = RequestBody.Open(request);
            var body = RelatedBody.Open(stream, request.ContentType);
            var resource = RequestBody.Parse<JsonObject>(
                await body.ReadMetadataAsync(context.RequestAborted), ResourceJson.Default.JsonObject) ?? [];
            var contentType = await body.ReadContentAsync(writer.WriteAsync, context.RequestAborted);
            await FinishAsync(context, writer, Describe(request, bucket, resource, contentType), resource);
        }
        finally
        {
            File.Delete(writer.Path);
        }
    }

    private async Task FinishAsync(
        HttpContext context, ContentWriter writer, NewObject incoming, JsonObject resource)
    {
        var content = await writer.FinishAsync();
        Checksums.Check(content, resource.Text("crc32c"), resource.Text("md5Hash"));
        var (crc32c, md5) = Checksums.Read(context.Request.Headers["X-Goog-Hash"]);
        Checksums.Check(content, crc32c, md5 ?? context.Request.Headers.ContentMD5);
        await Answers.WriteObjectAsync(context, store.Write(incoming, content));
    }

    private async Task StartResumableAsync(HttpContext context, string bucket)
    {
        var request = context.Request;
        var resource = await RequestBody.ReadJsonAsync(context);
        var incoming = Describe(request, bucket, resource, request.Headers["X-Upload-Content-Type"]);
        var upload = sessions.Start(
            incoming, AnnouncedLength(request), resource.Text("crc32c"), resource.Text("md5Hash"));
        var id = upload.Session.Id;
        context.Response.Headers["X-GUploader-UploadID"] = id;
        context.Response.Headers.Location =
            $"{request.Origin()}/upload/storage/v1/b/{bucket}/o?uploadType=resumable"
            + $"&name={Uri.EscapeDataString(incoming.Name)}&upload_id={id}";
        context.Response.ContentLength = 0;
    }

    private static long? AnnouncedLength(HttpRequest request)
    {
        var text = request.Headers["X-Upload-Content-Length"].ToString();
        if (text.Length == 0)
        {
            return null;
        }
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw RefusedRequestException.Invalid($"Invalid X-Upload-Content-Length: '{text}'");
    }

    // A wrong address should fail before a gigabyte has come in.
    private void CheckEarly(string bucket, string? name)
    {
        store.List(bucket);
        if (name is not null)
        {
            ObjectName.Check(name);
        }
    }

    private static NewObject Describe(
        HttpRequest request, string bucket, JsonObject resource, string? contentType)
    {
        var settings = SettingsJson.Read(resource);
        var name = request.Query.Text("name")
            ?? resource.Text("name") ?? throw RefusedRequestException.Required("name");
        return new NewObject(
            bucket,
            name,
            settings with
            {
                ContentType = settings.ContentType
                    ?? (string.IsNullOrEmpty(contentType) ? ObjectSettings.ContentTypeDefault : contentType),
                ContentEncoding = settings.ContentEncoding ?? request.Query.Text("contentEncoding"),
            },
            Preconditions.Read(request.Query),
            request.Origin());
    }
}
