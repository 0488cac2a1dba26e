using System.Text.Json.Serialization;

namespace Shop.LocalCloud.Storage.Disk;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(StoredObject))]
[JsonSerializable(typeof(StoredBucket))]
[JsonSerializable(typeof(Uploads.UploadSession))]
internal sealed partial class StorageJson : JsonSerializerContext;
