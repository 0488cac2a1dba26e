using System.Buffers;
using System.Text;
using CloudNative.CloudEvents.Core;

namespace CloudNative.CloudEvents;

/// <summary>
/// Text that is legal Unicode and has neither control characters nor noncharacters. Parse and Format check
/// nothing beyond that, because the attribute that owns the value has checked it.
/// </summary>
internal sealed class StringAttributeType()
    : AttributeType<string>("String", CloudEventAttributeTypeOrdinal.String)
{
    protected override string FormatValue(string value) => value;

    protected override string ParseText(string text) => text;

    protected override void ValidateValue(string value)
    {
        for (int index = 0; index < value.Length;)
        {
            var status = Rune.DecodeFromUtf16(value.AsSpan(index), out var rune, out int length);
            if (status != OperationStatus.Done)
                throw Refused((ushort)value[index], "is half of a surrogate pair");
            if (Rune.IsControl(rune))
                throw Refused(rune.Value, "is a control character");
            if (IsNoncharacter(rune.Value))
                throw Refused(rune.Value, "is a Unicode noncharacter");
            index += length;
        }
    }

    private static bool IsNoncharacter(int codePoint) =>
        codePoint is >= 0xfdd0 and <= 0xfdef || (codePoint & 0xfffe) == 0xfffe;

    private static ArgumentException Refused(int codePoint, string why) =>
        new($"U+{codePoint:x4} {why}, which a string attribute must not have.");
}
