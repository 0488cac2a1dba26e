using System.Text.Json;
using System.Text.Json.Serialization;
using Shop.Contracts;
using Shop.Documents;

namespace Shop.ReadModels;

/// <summary>
/// What became of an uploaded image. Of two generations the higher one counts; of one generation, that it was
/// processed counts more than that it failed, since the variants are there: it failed under limits that were
/// raised since.
/// </summary>
/// <param name="Id">The image.</param>
/// <param name="Bucket">Bucket it was uploaded to.</param>
/// <param name="Name">Object name.</param>
/// <param name="Generation">Generation that all of this is about.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Source">What was uploaded.</param>
/// <param name="Variants">In the order in which they are configured; none unless it was processed.</param>
/// <param name="UpdatedAt">Since when it has this status, in UTC.</param>
/// <param name="VariantsBucket">Bucket that holds the variants; present where it was processed.</param>
/// <param name="ThumbHash">Base64 of a placeholder; present where it was processed.</param>
/// <param name="Reason">Machine-readable; present where it failed.</param>
/// <param name="Message">A sentence for people; present where it failed.</param>
public sealed record ImageView(
    ImageId Id,
    string Bucket,
    string Name,
    long Generation,
    ImageStatus Status,
    ImageSize Source,
    IReadOnlyList<ImageVariant> Variants,
    DateTimeOffset UpdatedAt,
    string? VariantsBucket = null,
    string? ThumbHash = null,
    string? Reason = null,
    string? Message = null)
{
    private static readonly CollectionName _collection = new("image-views");

    /// <summary>Where the view of an image lies.</summary>
    public static DocumentName NameOf(ImageId image) => _collection.Document(image.Value);

    /// <returns>Null where the document is missing: no event has told of the image.</returns>
    public static ImageView? Read(Document document) =>
        document.Exists ? document.Data.Deserialize(ReadModelsJson.Default.ImageView) : null;
}

/// <summary>What is known of an uploaded file.</summary>
/// <param name="ContentType">
/// Found in the content where it was processed; declared by the uploader where it failed.
/// </param>
/// <param name="Bytes">Size of the object.</param>
/// <param name="Width">Pixels across, as the image is seen; absent where it failed.</param>
/// <param name="Height">Pixels down, as the image is seen; absent where it failed.</param>
public sealed record ImageSize(string ContentType, long Bytes, int? Width = null, int? Height = null);

/// <summary>Where an image stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImageStatus>))]
public enum ImageStatus
{
    /// <summary>An upload was opened. Only the API knows that; no view is stored with it.</summary>
    [JsonStringEnumMemberName("accepted")]
    Accepted,

    /// <summary>It will never have variants.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>All variants are readable.</summary>
    [JsonStringEnumMemberName("processed")]
    Processed,
}
