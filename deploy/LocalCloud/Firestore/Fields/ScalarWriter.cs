using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Shop.LocalCloud.Firestore.Fields;

/// <summary>Values that hold no others. Leaves room where the JSON of protocol buffers does.</summary>
internal sealed class ScalarWriter(Utf8JsonWriter json)
{
    // 1 MiB less 89.
    private const int ValueBytesMax = 1_048_487;
    private const int NumberBytes = 8;

    /// <returns>How many bytes Firestore would count.</returns>
    public long Write(string field, string type, JsonElement value) => type switch
    {
        "nullValue" => Null(field, value),
        "booleanValue" => Boolean(field, value),
        "integerValue" => Integer(field, value),
        "doubleValue" => Double(field, value),
        "timestampValue" => Timestamp(field, value),
        "stringValue" => Text(field, String(field, type, value)),
        "bytesValue" => Bytes(field, String(field, type, value)),
        "referenceValue" => Reference(field, String(field, type, value)),
        "geoPointValue" => GeoPoint(field, value),
        _ => throw FirestoreRefusal.Invalid($"The field '{field}' has the unknown type '{type}'."),
    };

    private int Null(string field, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Null && value.ToString() is not ("NULL_VALUE" or "0"))
        {
            throw Bad(field, "nullValue", value);
        }
        json.WriteNullValue();
        return 1;
    }

    private int Boolean(string field, JsonElement value)
    {
        json.WriteBooleanValue(value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when value.ValueEquals("true") => true,
            JsonValueKind.String when value.ValueEquals("false") => false,
            _ => throw Bad(field, "booleanValue", value),
        });
        return 1;
    }

    private int Integer(string field, JsonElement value)
    {
        var text = Numeric(field, "integerValue", value);
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            // 1.0 and 1e3 are whole numbers too.
            integer = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue
                ? (long)number
                : throw Bad(field, "integerValue", value);
        }
        // A string, since the JSON numbers of many languages have 53 bits only.
        json.WriteStringValue(integer.ToString(CultureInfo.InvariantCulture));
        return NumberBytes;
    }

    private int Double(string field, JsonElement value)
    {
        var text = Numeric(field, "doubleValue", value);
        if (text is "NaN" or "Infinity" or "-Infinity")
        {
            json.WriteStringValue(text);
            return NumberBytes;
        }
        var number = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read)
            && double.IsFinite(read) ? read : throw Bad(field, "doubleValue", value);
        // There is no negative zero in Firestore.
        json.WriteNumberValue(number == 0 ? 0.0 : number);
        return NumberBytes;
    }

    private int Timestamp(string field, JsonElement value)
    {
        var time = Timestamps.Parse(String(field, "timestampValue", value))
            ?? throw Bad(field, "timestampValue", value);
        json.WriteStringValue(Timestamps.Format(time));
        return NumberBytes;
    }

    private long Text(string field, string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        CheckSize(field, bytes);
        json.WriteStringValue(text);
        return bytes + 1;
    }

    private int Bytes(string field, string text)
    {
        var padded = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        padded = padded.PadRight((padded.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        if (!Convert.TryFromBase64String(padded, bytes, out var length))
        {
            throw FirestoreRefusal.Invalid($"The bytesValue of the field '{field}' is not base64.");
        }
        CheckSize(field, length);
        json.WriteBase64StringValue(bytes.AsSpan(0, length));
        return length;
    }

    private long Reference(string field, string name)
    {
        ResourceName.CheckReference(name);
        CheckSize(field, name.Length);
        json.WriteStringValue(name);
        return ResourceName.Bytes(name);
    }

    private int GeoPoint(string field, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object
            || value.EnumerateObject().Any(member => member.Name is not ("latitude" or "longitude")))
        {
            throw Bad(field, "geoPointValue", value);
        }
        json.WriteStartObject();
        Coordinate(field, value, "latitude", 90);
        Coordinate(field, value, "longitude", 180);
        json.WriteEndObject();
        return 2 * NumberBytes;
    }

    private void Coordinate(string field, JsonElement point, string name, int max)
    {
        if (!point.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return;
        }
        var degrees = value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var read)
            && Math.Abs(read) <= max ? read : throw FirestoreRefusal.Invalid(
                $"The {name} of the field '{field}' is not a number from -{max} to {max}.");
        if (degrees != 0)
        {
            json.WriteNumber(name, degrees);
        }
    }

    private static void CheckSize(string field, int bytes)
    {
        if (bytes > ValueBytesMax)
        {
            throw FirestoreRefusal.Invalid($"The value of the field '{field}' is longer than {ValueBytesMax} bytes.");
        }
    }

    private static string Numeric(string field, string type, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String => value.GetString()!,
        _ => throw Bad(field, type, value),
    };

    private static string String(string field, string type, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Bad(field, type, value);

    private static FirestoreRefusal Bad(string field, string type, JsonElement value)
    {
        var text = value.ToString();
        return FirestoreRefusal.Invalid(
            $"The field '{field}' is no {type}: {(text.Length > 100 ? text[..100] + "…" : text)}");
    }
}
