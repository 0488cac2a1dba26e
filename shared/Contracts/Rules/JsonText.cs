using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Shop.Contracts.Rules;

/// <summary>
/// Reads bytes as one JSON document that means the same to every reader: no name twice in an object (readers
/// differ in which value they take), and no text that is not Unicode.
/// </summary>
internal static class JsonText
{
    /// <returns>The document; null where it cannot be read as one, and then there is a fault.</returns>
    public static JsonElement? Parse(ReadOnlySpan<byte> utf8Json, List<ContractFault> faults)
    {
        if (utf8Json.Length > ContractLimits.EventBytesMax)
        {
            faults.Add(new ContractFault("", string.Create(CultureInfo.InvariantCulture,
                $"Has {utf8Json.Length} bytes; at most {ContractLimits.EventBytesMax} are read.")));
            return null;
        }
        if (!Utf8.IsValid(utf8Json))
        {
            faults.Add(new ContractFault("", "Is not UTF-8."));
            return null;
        }
        if (ParseValid(utf8Json, faults) is not { } root)
        {
            return null;
        }
        return IsReadable(root, "", faults) ? root : null;
    }

    private static JsonElement? ParseValid(ReadOnlySpan<byte> utf8Json, List<ContractFault> faults)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8Json);
            var root = JsonElement.ParseValue(ref reader);
            // Throws where anything but white space follows.
            reader.Read();
            return root;
        }
        catch (JsonException fault)
        {
            // The exception's own text would quote the document.
            faults.Add(new ContractFault("", string.Create(CultureInfo.InvariantCulture,
                $"Is not JSON: see line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}.")));
            return null;
        }
    }

    // False where some text cannot be read; a repeated name is a fault, but the rest can still be judged.
    private static bool IsReadable(JsonElement value, string pointer, List<ContractFault> faults) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => IsReadableObject(value, pointer, faults),
            JsonValueKind.Array => value.EnumerateArray().Index()
                .Aggregate(true, (all, at) => IsReadable(at.Item, $"{pointer}/{at.Index}", faults) & all),
            JsonValueKind.String => IsReadableText(value.GetString, pointer, faults),
            _ => true,
        };

    private static bool IsReadableObject(JsonElement value, string pointer, List<ContractFault> faults)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var readable = true;
        foreach (var property in value.EnumerateObject())
        {
            if (!IsReadableText(() => property.Name, pointer, faults))
            {
                readable = false;
                continue;
            }
            var member = $"{pointer}/{Escape(property.Name)}";
            if (!names.Add(property.Name))
            {
                faults.Add(new ContractFault(member, "Is there more than once."));
            }
            readable &= IsReadable(property.Value, member, faults);
        }
        return readable;
    }

    private static bool IsReadableText(Func<string?> read, string pointer, List<ContractFault> faults)
    {
        try
        {
            read();
            return true;
        }
        catch (InvalidOperationException)
        {
            faults.Add(new ContractFault(pointer, "Holds half of a surrogate pair, which is no text."));
            return false;
        }
    }

    // RFC 6901, section 3.
    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
