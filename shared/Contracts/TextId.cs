using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shop.Contracts;

/// <summary>An id that is written as text of a certain form.</summary>
/// <typeparam name="TSelf">The id.</typeparam>
public interface ITextId<TSelf>
    where TSelf : struct, ITextId<TSelf>
{
    /// <summary>The form as a sentence without its full stop.</summary>
    static abstract string Form { get; }

    /// <summary>The form as a regular expression that JSON Schema understands.</summary>
    static abstract string Pattern { get; }

    /// <summary>The text.</summary>
    string Value { get; }

    /// <returns>False where the text has another form.</returns>
    static abstract bool TryParse([NotNullWhen(true)] string? text, out TSelf id);
}

internal static class TextId
{
    public static TId Parse<TId>(string text)
        where TId : struct, ITextId<TId> =>
        TId.TryParse(text, out var id) ? id : throw new FormatException(TId.Form + ".");
}

/// <summary>Writes an id as its text. Public, for the JSON contexts of the functions' own states.</summary>
/// <typeparam name="TId">The id.</typeparam>
public sealed class TextIdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, ITextId<TId>
{
    /// <inheritdoc/>
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TId.TryParse(reader.GetString(), out var id)
            ? id
            : throw new JsonException(TId.Form + ".");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
