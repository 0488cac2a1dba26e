using Shop.Contracts;
using Shop.ReadModels;

namespace Shop.Api.Images;

/// <summary>What is sent to upload an image: all about it but its bytes, which Cloud Storage takes.</summary>
/// <param name="FileName">What the file is called; the last part of the object's name.</param>
/// <param name="ContentType">Its media type. What decides how it is decoded is its content.</param>
/// <param name="Bytes">Its exact size.</param>
internal sealed record ImageRequest(string FileName, string ContentType, long Bytes);

/// <summary>Where the bytes of an image go.</summary>
/// <param name="Id">The image.</param>
/// <param name="ContentType">Media type that the object will have, whatever the upload says.</param>
/// <param name="Bytes">Size that it must have.</param>
/// <param name="ObjectName">Its name in the bucket of uploads.</param>
/// <param name="UploadUrl">
/// A resumable upload session of Cloud Storage: PUT the bytes there, at once or in chunks, without an
/// Authorization header. Who knows the URL may upload, so keep it to yourself. Absent where the image has
/// been uploaded already.
/// </param>
/// <param name="ExpiresAt">Until when the URL can be used.</param>
internal sealed record UploadBody(
    ImageId Id, string ContentType, long Bytes, string ObjectName, Uri? UploadUrl = null,
    DateTimeOffset? ExpiresAt = null);

/// <summary>An image as its owner sees it.</summary>
/// <param name="Id">Its id: a hash of bucket and object name.</param>
/// <param name="Status">
/// Where it stands. A failed image may still become processed, when limits are raised.
/// </param>
/// <param name="FileName">What the file was called.</param>
/// <param name="ContentType">
/// Media type; found in the content where it was processed, else as declared.
/// </param>
/// <param name="Bytes">Size; as declared until it was processed or failed.</param>
/// <param name="CreatedAt">When its upload was asked for.</param>
/// <param name="UpdatedAt">Since when it has its status.</param>
/// <param name="Variants">Smaller renditions; none unless it was processed.</param>
/// <param name="Width">Pixels across, as it is seen; processed images only.</param>
/// <param name="Height">Pixels down, as it is seen; processed images only.</param>
/// <param name="ThumbHash">
/// Base64 of a ThumbHash, a placeholder to show while a variant loads; processed images only.
/// </param>
/// <param name="Reason">Machine-readable; failed images only. Expect reasons that are not known yet.</param>
/// <param name="Message">The same for people.</param>
internal sealed record ImageBody(
    ImageId Id,
    ImageStatus Status,
    string FileName,
    string ContentType,
    long Bytes,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<VariantBody> Variants,
    int? Width = null,
    int? Height = null,
    string? ThumbHash = null,
    string? Reason = null,
    string? Message = null)
{
    public static ImageBody Of(UploadName name, ImageView view) => new(
        view.Id, view.Status, name.FileName, view.Source.ContentType, view.Source.Bytes, name.CreatedAt,
        view.UpdatedAt,
        [.. view.Variants.Select(variant => VariantBody.Of(view.Id, variant))],
        view.Source.Width, view.Source.Height, view.ThumbHash, view.Reason, view.Message);

    public static ImageBody Of(ImageId id, UploadName name, UploadRecord record) => new(
        id, ImageStatus.Accepted, name.FileName, record.ContentType, record.Bytes, record.CreatedAt,
        record.CreatedAt, []);
}

/// <summary>A smaller rendition of an image.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Url">Where its bytes are.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record VariantBody(
    string Name, string Url, string ContentType, int Width, int Height, long Bytes)
{
    public static VariantBody Of(ImageId id, ImageVariant variant) => new(
        variant.Name, $"{ImageEndpoints.PathOf(id)}/{Uri.EscapeDataString(variant.Name)}",
        variant.ContentType, variant.Width, variant.Height, variant.Bytes);
}
