using CloudNative.CloudEvents.Core;

namespace CloudNative.CloudEvents;

/// <summary>The definition of an attribute (its name, type and rules), not a value of it.</summary>
public class CloudEventAttribute
{
    private readonly Action<object>? _validator;

    private CloudEventAttribute(
        string name, CloudEventAttributeType type, bool required, bool extension, Action<object>? validator)
    {
        Name = CheckName(name);
        Type = Validation.CheckNotNull(type, nameof(type));
        IsRequired = required;
        IsExtension = extension;
        _validator = validator;
    }

    public CloudEventAttributeType Type { get; }

    public string Name { get; }

    public bool IsRequired { get; }

    public bool IsExtension { get; }

    internal static CloudEventAttribute CreateRequired(
        string name, CloudEventAttributeType type, Action<object>? validator) =>
        new(name, type, required: true, extension: false, validator);

    internal static CloudEventAttribute CreateOptional(
        string name, CloudEventAttributeType type, Action<object>? validator) =>
        new(name, type, required: false, extension: false, validator);

    public static CloudEventAttribute CreateExtension(string name, CloudEventAttributeType type)
    {
        Validation.CheckNotNull(name, nameof(name));
        Validation.CheckNotNull(type, nameof(type));
        if (name is CloudEventsSpecVersion.SpecVersionName or "data")
            throw new ArgumentException($"The name '{name}' is reserved and cannot name an extension.");
        return new(name, type, required: false, extension: true, validator: null);
    }

    /// <summary>
    /// As the other overload, but the published package does not look for reserved names here.
    /// </summary>
    public static CloudEventAttribute CreateExtension(
        string name, CloudEventAttributeType type, Action<object>? validator) =>
        new(name, type, required: false, extension: true, validator);

    public override string ToString() => Name;

    public object Parse(string text)
    {
        Validation.CheckNotNull(text, nameof(text));
        object value;
        try
        {
            value = Type.Parse(text);
        }
        catch (Exception e)
        {
            throw new ArgumentException(
                $"The text of attribute '{Name}' is invalid: {e.Message}", nameof(text), e);
        }
        return Validate(value);
    }

    public string Format(object value) => Type.Format(Validate(value));

    /// <summary>Whatever a rule throws becomes an ArgumentException that names the attribute.</summary>
    public object Validate(object value)
    {
        Validation.CheckNotNull(value, nameof(value));
        try
        {
            Type.Validate(value);
            _validator?.Invoke(value);
        }
        catch (Exception e)
        {
            throw new ArgumentException(
                $"The value of attribute '{Name}' is invalid: {e.Message}", nameof(value), e);
        }
        return value;
    }

    private static string CheckName(string name)
    {
        Validation.CheckNotNull(name, nameof(name));
        if (name.Length == 0)
            throw new ArgumentException("An attribute needs a name.", nameof(name));
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c))
            {
                throw new ArgumentException(
                    $"Attribute names have lower-case ASCII letters and digits only; '{name}' has '{c}'.",
                    nameof(name));
            }
        }
        return name;
    }
}
