using Shop.LocalCloud.Storage.Disk;
using Shop.LocalCloud.Storage.Uploads;

namespace Shop.LocalCloud.Storage.Http;

/// <summary>The requests to the address that the start of a resumable upload gave out.</summary>
internal sealed class ResumableEndpoints(UploadSessions sessions)
{
    private const int ResumeIncomplete = 308;
    private const int ClientClosedRequest = 499;

    public async Task PutAsync(HttpContext context, string id)
    {
        var range = ContentRange.Parse(context.Request.Headers.ContentRange, context.Request.ContentLength);
        var upload = sessions.Find(id);
        context.Response.Headers["X-GUploader-UploadID"] = id;
        using var turn = await upload.TakeTurnAsync(context.RequestAborted);
        switch (upload.Session.State)
        {
            case UploadState.Completed:
                await Answers.WriteObjectAsync(context, upload.Session.Written!);
                return;
            case UploadState.Cancelled:
                throw Cancelled();
            case UploadState.Open:
                await ContinueAsync(context, upload, range, turn.Superseded);
                return;
        }
    }

    public async Task CancelAsync(HttpContext context, string id)
    {
        var upload = sessions.Find(id);
        using var turn = await upload.TakeTurnAsync(context.RequestAborted);
        if (upload.Session.State == UploadState.Completed)
        {
            throw RefusedRequestException.Invalid("The upload is complete; delete the object instead.");
        }
        sessions.Cancel(upload);
        throw Cancelled();
    }

    private async Task ContinueAsync(
        HttpContext context, ActiveUpload upload, ContentRange range, CancellationToken superseded)
    {
        CheckTotal(upload, range);
        var complete = range.IsQuestion
            ? upload.Writer.Length == range.Total
            : await ReceiveAsync(context, upload.Writer, range, superseded);
        if (!complete)
        {
            upload.Writer.FlushToDisk();
            AnswerIncomplete(context, upload.Writer.Length);
            return;
        }
        var (crc32c, md5) = Checksums.Read(context.Request.Headers["X-Goog-Hash"]);
        await Answers.WriteObjectAsync(
            context, await sessions.CompleteAsync(upload, crc32c, md5, context.Request.Origin()));
    }

    private static void CheckTotal(ActiveUpload upload, ContentRange range)
    {
        var announced = upload.Session.ContentLength;
        if (announced is not null && range.Total is not null && announced != range.Total)
        {
            throw RefusedRequestException.Invalid(
                $"Invalid request. {announced} bytes were announced by X-Upload-Content-Length, "
                + $"but Content-Range says {range.Total}.");
        }
        if (range.Start > upload.Writer.Length)
        {
            throw RefusedRequestException.Invalid(
                $"Invalid request. According to the Content-Range header, the upload offset is {range.Start} "
                + $"byte(s), which exceeds already uploaded size of {upload.Writer.Length} byte(s).");
        }
        var isLast = range.Total is null ? range.End is null : range.End + 1 == range.Total;
        if (!range.IsQuestion && !isLast && range.End - range.Start + 1 < ContentWriter.BlockBytes)
        {
            throw RefusedRequestException.Invalid(
                $"Invalid request. All chunks but the last must have {ContentWriter.BlockBytes} bytes "
                + $"or more, best a multiple of it; this one has {range.End - range.Start + 1}.");
        }
    }

    /// <returns>Whether this was the last chunk, and whole.</returns>
    private static async Task<bool> ReceiveAsync(
        HttpContext context, ContentWriter writer, ContentRange range, CancellationToken superseded)
    {
        var start = range.Start ?? 0;
        var skip = writer.Length - start;
        var received = 0L;
        var buffer = new byte[ContentWriter.BlockBytes / 4];
        try
        {
            int read;
            while ((read = await context.Request.Body.ReadAsync(buffer, superseded)) > 0)
            {
                received += read;
                if (start + received - 1 > range.End)
                {
                    throw RefusedRequestException.Invalid("The body is longer than Content-Range says.");
                }
                // What is already kept is sent again by a client that missed the answer.
                var repeated = (int)Math.Min(read, Math.Max(0, skip));
                skip -= repeated;
                await writer.WriteAsync(buffer.AsMemory(repeated, read - repeated), superseded);
            }
        }
        catch
        {
            writer.ForgetPartOfBlock();
            throw;
        }
        var whole = range.End is null || start + received == range.End + 1;
        var last = range.Total is null ? range.End is null : range.End + 1 == range.Total;
        if (!whole || !last)
        {
            writer.ForgetPartOfBlock();
        }
        return whole && last;
    }

    private static void AnswerIncomplete(HttpContext context, long kept)
    {
        if (kept > 0)
        {
            context.Response.Headers.Range = $"bytes=0-{kept - 1}";
        }
        context.Response.ContentLength = 0;
        if (context.Request.Headers["X-GUploader-No-308"] == "yes")
        {
            // Browsers follow a 308 as a redirect, so their clients ask not to see one.
            context.Response.Headers["X-Http-Status-Code-Override"] = "308";
            return;
        }
        context.Response.StatusCode = ResumeIncomplete;
    }

    private static RefusedRequestException Cancelled() =>
        new(ClientClosedRequest, "clientClosedRequest", "The upload was cancelled.");
}
