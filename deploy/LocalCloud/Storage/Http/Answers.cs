using System.Security;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Shop.LocalCloud.Storage.Http;

/// <summary>Writes answers in Google's form.</summary>
internal static class Answers
{
    public static async Task WriteAsync<T>(
        HttpContext context, T resource, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(resource, type);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=UTF-8";
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    public static Task WriteObjectAsync(HttpContext context, StoredObject stored)
    {
        context.Response.Headers.ETag = EntityTag.Of(stored);
        return WriteAsync(
            context, ObjectResource.Of(stored, context.Request.Origin()),
            ResourceJson.Default.ObjectResource);
    }

    public static Task WriteBucketAsync(HttpContext context, StoredBucket bucket) => WriteAsync(
        context, BucketResource.Of(bucket, context.Request.Origin()), ResourceJson.Default.BucketResource);

    public static Task WriteErrorAsync(HttpContext context, RefusedRequestException refusal)
    {
        var conditional = refusal.Reason == "conditionNotMet";
        var detail = new ErrorDetail(
            refusal.Message, "global", refusal.Reason,
            conditional ? "header" : null, conditional ? "If-Match" : null);
        return WriteAsync(
            context, new ErrorAnswer(new ErrorBody(refusal.Status, refusal.Message, [detail])),
            ResourceJson.Default.ErrorAnswer, refusal.Status);
    }

    /// <summary>Downloads are answered with the bare sentence when they fail, as Google does.</summary>
    public static Task WritePlainErrorAsync(HttpContext context, RefusedRequestException refusal)
    {
        context.Response.StatusCode = refusal.Status;
        context.Response.ContentType = "text/plain; charset=UTF-8";
        return context.Response.WriteAsync(refusal.Message, context.RequestAborted);
    }

    /// <summary>The XML API's error, which clients that read by <c>/bucket/object</c> parse.</summary>
    public static Task WriteXmlErrorAsync(HttpContext context, RefusedRequestException refusal)
    {
        var code = refusal.Status switch
        {
            404 => "NoSuchKey",
            412 => "PreconditionFailed",
            416 => "InvalidRange",
            _ => "InvalidArgument",
        };
        context.Response.StatusCode = refusal.Status;
        context.Response.ContentType = "application/xml; charset=UTF-8";
        return context.Response.WriteAsync(
            $"<?xml version='1.0' encoding='UTF-8'?><Error><Code>{code}</Code>"
            + $"<Message>{SecurityElement.Escape(refusal.Message)}</Message></Error>",
            context.RequestAborted);
    }
}
