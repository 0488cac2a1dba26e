using System.Net.Mime;

namespace CloudNative.CloudEvents;

/// <summary>A version of the specification and the context attributes that it defines.</summary>
public sealed class CloudEventsSpecVersion
{
    internal const string SpecVersionName = "specversion";

    private readonly Dictionary<string, CloudEventAttribute> _byName;

    private CloudEventsSpecVersion(string versionId)
    {
        VersionId = versionId;
        RequiredAttributes = new[] { IdAttribute, SourceAttribute, TypeAttribute }.AsReadOnly();
        OptionalAttributes = Array.AsReadOnly(
            [DataContentTypeAttribute, DataSchemaAttribute, SubjectAttribute, TimeAttribute]);
        AllAttributes = RequiredAttributes.Concat(OptionalAttributes).ToList().AsReadOnly();
        _byName = AllAttributes.ToDictionary(attribute => attribute.Name, StringComparer.Ordinal);
    }

    public static CloudEventAttribute SpecVersionAttribute { get; } =
        CloudEventAttribute.CreateRequired(SpecVersionName, CloudEventAttributeType.String, NotEmptyText);

    public static CloudEventsSpecVersion V1_0 { get; } = new("1.0");

    public static CloudEventsSpecVersion Default => V1_0;

    public string VersionId { get; }

    public CloudEventAttribute IdAttribute { get; } =
        CloudEventAttribute.CreateRequired("id", CloudEventAttributeType.String, NotEmptyText);

    public CloudEventAttribute DataContentTypeAttribute { get; } =
        CloudEventAttribute.CreateOptional("datacontenttype", CloudEventAttributeType.String, MediaType);

    public CloudEventAttribute DataSchemaAttribute { get; } =
        CloudEventAttribute.CreateOptional("dataschema", CloudEventAttributeType.Uri, NotEmptyUri);

    public CloudEventAttribute SourceAttribute { get; } =
        CloudEventAttribute.CreateRequired("source", CloudEventAttributeType.UriReference, NotEmptyUri);

    public CloudEventAttribute SubjectAttribute { get; } =
        CloudEventAttribute.CreateOptional("subject", CloudEventAttributeType.String, NotEmptyText);

    public CloudEventAttribute TimeAttribute { get; } =
        CloudEventAttribute.CreateOptional("time", CloudEventAttributeType.Timestamp, null);

    public CloudEventAttribute TypeAttribute { get; } =
        CloudEventAttribute.CreateRequired("type", CloudEventAttributeType.String, NotEmptyText);

    public IEnumerable<CloudEventAttribute> RequiredAttributes { get; }

    public IEnumerable<CloudEventAttribute> OptionalAttributes { get; }

    public IEnumerable<CloudEventAttribute> AllAttributes { get; }

    public static CloudEventsSpecVersion? FromVersionId(string? versionId) =>
        versionId == V1_0.VersionId ? V1_0 : null;

    internal CloudEventAttribute? GetAttributeByName(string name) => _byName.GetValueOrDefault(name);

    private static void NotEmptyText(object value)
    {
        if (((string)value).Length == 0)
            throw new ArgumentException("The text is empty.");
    }

    private static void NotEmptyUri(object value)
    {
        if (((Uri)value).OriginalString.Length == 0)
            throw new ArgumentException("The URI reference is empty.");
    }

    private static void MediaType(object value)
    {
        try
        {
            _ = new ContentType((string)value);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new ArgumentException("The text is no media type as RFC 2046 defines it.", e);
        }
    }
}
