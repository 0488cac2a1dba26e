using System.Buffers;
using System.Text;
using CloudNative.CloudEvents.Core;

namespace CloudNative.CloudEvents.Http;

/// <summary>Names and values of attributes as HTTP headers carry them.</summary>
public static class HttpUtilities
{
    private const string HexDigits = "0123456789ABCDEF";

    /// <summary>Printable ASCII but for the space, the double quote and the percent sign.</summary>
    private static readonly SearchValues<char> s_plain = SearchValues.Create(
        "!#$&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private static readonly UTF8Encoding s_strictUtf8 = new(false, throwOnInvalidBytes: true);

    public static string HttpHeaderPrefix { get; } = "ce-";

    public static string SpecVersionHttpHeader { get; } =
        HttpHeaderPrefix + CloudEventsSpecVersion.SpecVersionName;

    public static string? GetAttributeNameFromHeaderName(string headerName) =>
        Validation.CheckNotNull(headerName, nameof(headerName))
            .StartsWith(HttpHeaderPrefix, StringComparison.OrdinalIgnoreCase)
            ? headerName[HttpHeaderPrefix.Length..].ToLowerInvariant()
            : null;

    public static string EncodeHeaderValue(string value)
    {
        Validation.CheckNotNull(value, nameof(value));
        if (!value.AsSpan().ContainsAnyExcept(s_plain))
            return value;
        var encoded = new StringBuilder(value.Length * 2);
        Span<byte> utf8 = stackalloc byte[4];
        for (int index = 0; index < value.Length;)
        {
            var status = Rune.DecodeFromUtf16(value.AsSpan(index), out var rune, out int length);
            if (status != OperationStatus.Done)
                throw new ArgumentException("The value has half of a surrogate pair.", nameof(value));
            if (rune.IsBmp && s_plain.Contains((char)rune.Value))
                encoded.Append((char)rune.Value);
            else
                AppendPercentEncoded(encoded, utf8[..rune.EncodeToUtf8(utf8)]);
            index += length;
        }
        return encoded.ToString();
    }

    /// <summary>
    /// Undoes quoting, then percent-encoding; percent-encoded bytes must be well-formed UTF-8.
    /// </summary>
    public static string DecodeHeaderValue(string value)
    {
        value = Unquote(Validation.CheckNotNull(value, nameof(value)));
        if (!value.Contains('%'))
            return value;
        var decoded = new StringBuilder(value.Length);
        var utf8 = new byte[value.Length / 3];
        for (int index = 0; index < value.Length;)
        {
            if (value[index] != '%')
            {
                decoded.Append(value[index++]);
                continue;
            }
            // A character's bytes stand side by side, so whole runs of them can be decoded at once.
            int count = 0;
            for (; index < value.Length && value[index] == '%'; index += 3)
                utf8[count++] = DecodeByte(value.AsSpan(index + 1));
            decoded.Append(DecodeUtf8(utf8.AsSpan(0, count)));
        }
        return decoded.ToString();
    }

    private static void AppendPercentEncoded(StringBuilder target, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
            target.Append('%').Append(HexDigits[b >> 4]).Append(HexDigits[b & 15]);
    }

    private static byte DecodeByte(ReadOnlySpan<char> afterPercent)
    {
        if (afterPercent.Length < 2
            || !char.IsAsciiHexDigit(afterPercent[0]) || !char.IsAsciiHexDigit(afterPercent[1]))
        {
            throw Invalid("a percent sign is not followed by two hexadecimal digits");
        }
        return Convert.FromHexString(afterPercent[..2])[0];
    }

    private static string DecodeUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return s_strictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Invalid("percent-encoded bytes are not UTF-8");
        }
    }

    private static string Unquote(string value)
    {
        if (!value.Contains('"'))
            return value;
        var plain = new StringBuilder(value.Length);
        bool quoted = false;
        for (int index = 0; index < value.Length; index++)
        {
            char c = value[index];
            if (c == '"')
            {
                quoted = !quoted;
                continue;
            }
            if (c == '\\' && quoted)
            {
                if (++index == value.Length)
                    throw Invalid("a backslash escapes nothing");
                c = value[index];
            }
            plain.Append(c);
        }
        return quoted ? throw Invalid("a quoted string has no end") : plain.ToString();
    }

    private static ArgumentException Invalid(string why) =>
        new($"The HTTP header of a CloudEvent attribute is invalid: {why}.");
}
