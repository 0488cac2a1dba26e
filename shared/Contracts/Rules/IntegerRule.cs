using System.Globalization;
using System.Text.Json;

namespace Shop.Contracts.Rules;

/// <summary>
/// A whole number in bounds, written plainly: not in quotes, and without fraction and exponent, since readers
/// in other languages would make a floating-point number of <c>1.0</c> and <c>1e2</c>.
/// </summary>
internal sealed class IntegerRule(string description, long example, long min, long max)
    : Rule("integer", description)
{
    public override void Check(JsonElement value, string pointer, List<ContractFault> faults)
    {
        if (!IsWithin(value, min, max))
        {
            faults.Add(new ContractFault(pointer, string.Create(
                CultureInfo.InvariantCulture,
                $"Must be a whole number from {min} to {max}, not in quotes.")));
        }
    }

    public static bool IsWithin(JsonElement value, long min, long max) =>
        value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var number)
        && number >= min
        && number <= max;

    public override void WriteExample(Utf8JsonWriter writer) => writer.WriteNumberValue(example);

    public override void WriteKeywords(Utf8JsonWriter writer)
    {
        base.WriteKeywords(writer);
        writer.WriteNumber("minimum", min);
        writer.WriteNumber("maximum", max);
    }
}
