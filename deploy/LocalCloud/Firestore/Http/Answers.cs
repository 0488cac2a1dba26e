using System.Buffers;
using System.Text.Json;
using Shop.LocalCloud.Firestore.Fields;

namespace Shop.LocalCloud.Firestore.Http;

/// <summary>Writes answers in Google's form.</summary>
internal static class Answers
{
    public static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> content, int status = 200)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, FieldSet.Writing))
        {
            content(json);
        }
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=UTF-8";
        context.Response.ContentLength = buffer.WrittenCount;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
        }
    }

    public static Task WriteErrorAsync(HttpContext context, FirestoreRefusal refusal) => WriteAsync(
        context,
        json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteNumber("code", refusal.Code);
            json.WriteString("message", refusal.Message);
            json.WriteString("status", refusal.Status);
            json.WriteEndObject();
            json.WriteEndObject();
        },
        refusal.Code);

    public static void WriteDocument(this Utf8JsonWriter json, StoredDocument document, FieldMask? mask)
    {
        var fields = mask is null ? document.Fields : mask.Select(document.Fields);
        json.WriteStartObject();
        json.WriteString("name", document.Name);
        if (!fields.IsEmpty)
        {
            json.WritePropertyName("fields");
            json.WriteRawValue(fields.Json.Span, skipInputValidation: true);
        }
        json.WriteString("createTime", Timestamps.Format(document.CreateTime));
        json.WriteString("updateTime", Timestamps.Format(document.UpdateTime));
        json.WriteEndObject();
    }
}
