using System.Net.Mime;
using System.Text.Json;
using CloudNative.CloudEvents.Core;

namespace CloudNative.CloudEvents.SystemTextJson;

public partial class JsonEventFormatter
{
    /// <summary>Reads the data of a structured message that came as base64.</summary>
    protected virtual void DecodeStructuredModeDataBase64Property(
        JsonElement dataBase64Element, CloudEvent cloudEvent)
    {
        Validation.CheckNotNull(cloudEvent, nameof(cloudEvent));
        if (dataBase64Element.ValueKind != JsonValueKind.String)
            throw new ArgumentException($"'{DataBase64PropertyName}' must be a string.");
        cloudEvent.Data = dataBase64Element.GetBytesFromBase64();
    }

    /// <summary>
    /// Reads the data of a structured message: JSON as it stands, or a string for any other type.
    /// </summary>
    protected virtual void DecodeStructuredModeDataProperty(JsonElement dataElement, CloudEvent cloudEvent)
    {
        Validation.CheckNotNull(cloudEvent, nameof(cloudEvent));
        if (IsJsonMediaType(new ContentType(cloudEvent.DataContentType!).MediaType))
            cloudEvent.Data = dataElement.Clone();
        else if (dataElement.ValueKind == JsonValueKind.String)
            cloudEvent.Data = dataElement.GetString();
        else
            throw new ArgumentException("Data whose content type is not JSON must be a string.");
    }

    private List<CloudEvent> DecodeBatch(
        JsonElement root, IEnumerable<CloudEventAttribute>? extensionAttributes, string paramName)
    {
        if (root.ValueKind != JsonValueKind.Array)
            throw new ArgumentException($"A batch of CloudEvents is a JSON array, not {root.ValueKind}.");
        var events = new List<CloudEvent>(root.GetArrayLength());
        foreach (var element in root.EnumerateArray())
            events.Add(Decode(element, extensionAttributes, paramName));
        return events;
    }

    private CloudEvent Decode(
        JsonElement element, IEnumerable<CloudEventAttribute>? extensionAttributes, string paramName)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new ArgumentException($"A CloudEvent is a JSON object, not {element.ValueKind}.");
        if (!element.TryGetProperty(CloudEventsSpecVersion.SpecVersionAttribute.Name, out var versionId)
            || versionId.ValueKind != JsonValueKind.String)
        {
            throw new ArgumentException("The JSON is no CloudEvent: it has no specversion.");
        }
        var version = CloudEventsSpecVersion.FromVersionId(versionId.GetString())
            ?? throw new ArgumentException($"CloudEvents have no version '{versionId.GetString()}'.");
        var cloudEvent = new CloudEvent(version, extensionAttributes);
        foreach (var property in element.EnumerateObject())
            DecodeAttribute(cloudEvent, property.Name, property.Value);
        DecodeData(cloudEvent, element);
        return Validation.CheckCloudEventArgument(cloudEvent, paramName);
    }

    private static void DecodeAttribute(CloudEvent cloudEvent, string name, JsonElement value)
    {
        // Data waits until its content type is known.
        if (name is DataPropertyName or DataBase64PropertyName || value.ValueKind == JsonValueKind.Null
            || name == CloudEventsSpecVersion.SpecVersionAttribute.Name)
        {
            return;
        }
        // All context attributes are strings in JSON; extensions may come as numbers too.
        bool isContext = cloudEvent.GetAttribute(name) is { IsExtension: false };
        if (isContext && value.ValueKind != JsonValueKind.String)
            throw new ArgumentException($"Attribute '{name}' must be a string, not {value.ValueKind}.");
        cloudEvent.SetAttributeFromString(name, value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.True => CloudEventAttributeType.Boolean.Format(true),
            JsonValueKind.False => CloudEventAttributeType.Boolean.Format(false),
            JsonValueKind.Number => CloudEventAttributeType.Integer.Format(value.GetInt32()),
            _ => throw new ArgumentException($"CloudEvent attribute '{name}' cannot be {value.ValueKind}."),
        });
    }

    private void DecodeData(CloudEvent cloudEvent, JsonElement element)
    {
        bool hasData = TryGetNotNull(element, DataPropertyName, out var data);
        bool hasBase64 = TryGetNotNull(element, DataBase64PropertyName, out var base64);
        if (hasData && hasBase64)
            throw new ArgumentException($"Both {DataPropertyName} and {DataBase64PropertyName} are given.");
        if (hasBase64)
        {
            DecodeStructuredModeDataBase64Property(base64, cloudEvent);
        }
        else if (hasData)
        {
            cloudEvent.DataContentType ??= JsonMediaType;
            DecodeStructuredModeDataProperty(data, cloudEvent);
        }
    }

    private static bool TryGetNotNull(JsonElement element, string name, out JsonElement value) =>
        element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}
