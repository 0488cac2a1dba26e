using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Topology.Tests.Schema;

/// <summary>What the compiler has written of the comments of an assembly, beside it.</summary>
internal sealed partial class Documentation
{
    private readonly Dictionary<string, XElement> _members;

    private Documentation(XDocument file) => _members = file.Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    public static Documentation Of(Assembly assembly) => new(XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")));

    /// <summary>Null for types that are not of the assembly.</summary>
    public string? Of(Type type) => Text($"T:{type.FullName}", "summary");

    /// <summary>A property's own comment, or that of the record's parameter which it is.</summary>
    public string? Of(JsonPropertyInfo property)
    {
        var (type, name) = (property.DeclaringType.FullName, ((MemberInfo)property.AttributeProvider!).Name);
        return Text($"P:{type}.{name}", "summary") ?? Text($"T:{type}", "param", name);
    }

    /// <summary>Each value of an enum as JSON has it, with its comment; empty for any other type.</summary>
    public string OfValues(Type type)
    {
        var values = Nullable.GetUnderlyingType(type) ?? type;
        return string.Join(' ', values.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field =>
            $"`{field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name}`: "
            + Text($"F:{values.FullName}.{field.Name}", "summary")));
    }

    private string? Text(string member, string element, string? parameter = null) =>
        _members.GetValueOrDefault(member)?.Elements(element)
            .FirstOrDefault(found => parameter is null || found.Attribute("name")?.Value == parameter) is { } comment
            ? Space().Replace(string.Concat(comment.Nodes().Select(Text)), " ").Trim()
            : null;

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => see.Attribute("cref")!.Value.Split('.')[^1],
        var other => throw new NotSupportedException($"No comment of the topology has had {other} so far."),
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
