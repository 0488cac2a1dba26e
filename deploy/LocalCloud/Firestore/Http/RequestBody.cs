using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Shop.LocalCloud.Firestore.Fields;

namespace Shop.LocalCloud.Firestore.Http;

/// <summary>Reads bodies: JSON objects whose members are all known, so that no wish is overlooked.</summary>
internal static class RequestBody
{
    // Firestore's own bound of a request.
    private const int BytesMax = 10 << 20;

    /// <returns>An empty body is an empty object.</returns>
    public static async Task<JsonDocument> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = BytesMax;
        }
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.IsCompleted)
            {
                // A copy, as the buffer goes back to the connection, which cannot go on before it has it.
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body.Length == 0 ? JsonDocument.Parse("{}") : JsonDocument.Parse(body, FieldSet.Reading);
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public static FirestoreRefusal Refusal(BadHttpRequestException fault) => FirestoreRefusal.Invalid(
        fault.StatusCode == StatusCodes.Status413PayloadTooLarge
            ? $"Request payload size exceeds the limit: {BytesMax} bytes."
            : fault.Message);

    public static void CheckMembers(this JsonElement element, string what, params ReadOnlySpan<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw FirestoreRefusal.Invalid($"{what} is {element.ValueKind} instead of an object.");
        }
        foreach (var member in element.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                throw FirestoreRefusal.Invalid($"{what} has the unknown member \"{member.Name}\".");
            }
        }
    }

    /// <summary>Undefined where it is missing or null.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : default;

    public static string? Text(this JsonElement element, string name) => element.Member(name) switch
    {
        { ValueKind: JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.String } value => Unicode(value, name),
        var value => throw FirestoreRefusal.Invalid($"\"{name}\" is {value.ValueKind} instead of text."),
    };

    public static IReadOnlyList<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name) switch
        {
            { ValueKind: JsonValueKind.Undefined } => [],
            { ValueKind: JsonValueKind.Array } items => [.. items.EnumerateArray()],
            var value => throw FirestoreRefusal.Invalid($"\"{name}\" is {value.ValueKind} instead of a list."),
        };

    public static IReadOnlyList<string> Texts(this JsonElement element, string name) =>
        [.. element.Items(name).Select(item => item.ValueKind == JsonValueKind.String
            ? Unicode(item, name)
            : throw FirestoreRefusal.Invalid($"\"{name}\" holds {item.ValueKind} instead of text."))];

    private static string Unicode(JsonElement value, string name)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw FirestoreRefusal.Invalid($"\"{name}\" is not valid Unicode.");
        }
    }
}
