using CloudNative.CloudEvents.Core;

namespace CloudNative.CloudEvents;

/// <summary>An event: context attributes, extension attributes and data.</summary>
public sealed class CloudEvent
{
    private readonly Dictionary<string, CloudEventAttribute> _extensions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);

    public CloudEvent() : this(CloudEventsSpecVersion.Default, null)
    {
    }

    public CloudEvent(CloudEventsSpecVersion specVersion) : this(specVersion, null)
    {
    }

    public CloudEvent(IEnumerable<CloudEventAttribute>? extensionAttributes)
        : this(CloudEventsSpecVersion.Default, extensionAttributes)
    {
    }

    public CloudEvent(
        CloudEventsSpecVersion specVersion, IEnumerable<CloudEventAttribute>? extensionAttributes)
    {
        SpecVersion = Validation.CheckNotNull(specVersion, nameof(specVersion));
        foreach (var extension in extensionAttributes ?? [])
        {
            if (RefusalOf(extension) is { } refusal)
                throw new ArgumentException(refusal, nameof(extensionAttributes));
            _extensions.Add(extension.Name, extension);
        }
    }

    public CloudEventsSpecVersion SpecVersion { get; }

    public object? Data { get; set; }

    public string? DataContentType
    {
        get => (string?)this[SpecVersion.DataContentTypeAttribute];
        set => this[SpecVersion.DataContentTypeAttribute] = value;
    }

    public string? Id
    {
        get => (string?)this[SpecVersion.IdAttribute];
        set => this[SpecVersion.IdAttribute] = value;
    }

    public Uri? DataSchema
    {
        get => (Uri?)this[SpecVersion.DataSchemaAttribute];
        set => this[SpecVersion.DataSchemaAttribute] = value;
    }

    public Uri? Source
    {
        get => (Uri?)this[SpecVersion.SourceAttribute];
        set => this[SpecVersion.SourceAttribute] = value;
    }

    public string? Subject
    {
        get => (string?)this[SpecVersion.SubjectAttribute];
        set => this[SpecVersion.SubjectAttribute] = value;
    }

    public DateTimeOffset? Time
    {
        get => (DateTimeOffset?)this[SpecVersion.TimeAttribute];
        set => this[SpecVersion.TimeAttribute] = value;
    }

    public string? Type
    {
        get => (string?)this[SpecVersion.TypeAttribute];
        set => this[SpecVersion.TypeAttribute] = value;
    }

    public IEnumerable<CloudEventAttribute> ExtensionAttributes => _extensions.Values;

    public bool IsValid => SpecVersion.RequiredAttributes.All(attribute => this[attribute] is not null);

    /// <summary>
    /// Reads a value, checked against the attribute that the caller names; null removes it.
    /// </summary>
    public object? this[CloudEventAttribute attribute]
    {
        get
        {
            CheckIndexable(Validation.CheckNotNull(attribute, nameof(attribute)).Name, nameof(attribute));
            return _values.TryGetValue(attribute.Name, out var value) ? attribute.Validate(value) : null;
        }
        set
        {
            string name = Validation.CheckNotNull(attribute, nameof(attribute)).Name;
            CheckIndexable(name, nameof(attribute));
            var known = GetAttribute(name);
            if (known is null && !attribute.IsExtension)
                throw new ArgumentException($"There is no context attribute '{name}'.", nameof(attribute));
            // The last definition wins, so that a typed extension replaces one that was read as a string.
            if (known is null or { IsExtension: true })
                _extensions[name] = attribute;
            Store(attribute, value);
        }
    }

    /// <summary>Reads or writes by name; a name that is not known yet becomes a string extension.</summary>
    public object? this[string attributeName]
    {
        get
        {
            Validation.CheckNotNull(attributeName, nameof(attributeName));
            CheckIndexable(attributeName, nameof(attributeName));
            return _values.GetValueOrDefault(attributeName);
        }
        set
        {
            Validation.CheckNotNull(attributeName, nameof(attributeName));
            CheckIndexable(attributeName, nameof(attributeName));
            var attribute = GetAttribute(attributeName);
            if (attribute is null)
            {
                if (value is not (null or string))
                {
                    throw new ArgumentException(
                        $"Attribute '{attributeName}' is unknown and takes a string, not {value.GetType()}.",
                        nameof(value));
                }
                attribute = CloudEventAttribute.CreateExtension(
                    attributeName, CloudEventAttributeType.String);
                _extensions[attributeName] = attribute;
            }
            Store(attribute, value);
        }
    }

    public CloudEventAttribute? GetAttribute(string name) =>
        SpecVersion.GetAttributeByName(name) ?? _extensions.GetValueOrDefault(name);

    public IEnumerable<KeyValuePair<CloudEventAttribute, object>> GetPopulatedAttributes()
    {
        foreach (var (name, value) in _values)
            yield return new(GetAttribute(name)!, value);
    }

    public void SetAttributeFromString(string name, string value)
    {
        Validation.CheckNotNull(name, nameof(name));
        Validation.CheckNotNull(value, nameof(value));
        if (GetAttribute(name) is { } attribute)
            this[attribute] = attribute.Parse(value);
        else
            this[name] = value;
    }

    public CloudEvent Validate() =>
        IsValid
            ? this
            : throw new InvalidOperationException($"Missing required attributes: {MissingAttributes()}");

    internal string MissingAttributes() =>
        string.Join(", ", SpecVersion.RequiredAttributes.Where(attribute => this[attribute] is null));

    private void Store(CloudEventAttribute attribute, object? value)
    {
        if (value is null)
            _values.Remove(attribute.Name);
        else
            _values[attribute.Name] = attribute.Validate(value);
    }

    private static void CheckIndexable(string name, string parameter)
    {
        if (name == CloudEventsSpecVersion.SpecVersionName)
            throw new ArgumentException($"'{name}' cannot be an index; read SpecVersion.", parameter);
    }

    private string? RefusalOf(CloudEventAttribute? extension) => extension switch
    {
        null => "An extension attribute is null.",
        { Name: CloudEventsSpecVersion.SpecVersionName } =>
            $"'{extension.Name}' cannot be an extension attribute.",
        { IsExtension: false } => $"'{extension.Name}' is not an extension attribute.",
        _ when SpecVersion.GetAttributeByName(extension.Name) is not null =>
            $"'{extension.Name}' is a context attribute already.",
        _ when _extensions.ContainsKey(extension.Name) =>
            $"Extension attribute '{extension.Name}' is given twice.",
        _ => null,
    };
}
