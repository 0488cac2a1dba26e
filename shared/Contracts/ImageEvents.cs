namespace Shop.Contracts;

/// <summary>One generation of an uploaded object, as far as it is known without decoding it.</summary>
/// <param name="Bucket">Bucket it was uploaded to.</param>
/// <param name="Name">Object name, up to 1,024 bytes of UTF-8.</param>
/// <param name="Generation">Cloud Storage generation: positive, higher for every later content.</param>
/// <param name="ContentType">
/// What the uploader declared; the content itself decides how it is decoded.
/// </param>
/// <param name="Bytes">Size of the object.</param>
public sealed record ImageOriginal(
    string Bucket, string Name, long Generation, string ContentType, long Bytes);

/// <summary>An uploaded image whose header was read.</summary>
/// <param name="Bucket">Bucket it was uploaded to.</param>
/// <param name="Name">Object name, up to 1,024 bytes of UTF-8.</param>
/// <param name="Generation">Cloud Storage generation: positive, higher for every later content.</param>
/// <param name="ContentType">Media type found in the content, for example <c>image/jpeg</c>.</param>
/// <param name="Bytes">Size of the object.</param>
/// <param name="Width">Pixels across, as the image is seen (after its orientation is applied).</param>
/// <param name="Height">Pixels down, as the image is seen.</param>
public sealed record ImageSource(
    string Bucket, string Name, long Generation, string ContentType, long Bytes, int Width, int Height);

/// <summary>A smaller rendition of an image.</summary>
/// <param name="Name">Name of the variant, for example <c>thumbnail</c>.</param>
/// <param name="Object">Object name in the variants bucket.</param>
/// <param name="Generation">
/// Generation of that object: a reader that asks for it gets exactly these bytes.
/// </param>
/// <param name="ContentType">Media type of the variant.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Bytes">Size of the object.</param>
public sealed record ImageVariant(
    string Name, string Object, long Generation, string ContentType, int Width, int Height, long Bytes);

/// <summary>
/// Data of <see cref="EventContracts.ImageProcessed"/>: all variants of one generation are readable.
/// </summary>
/// <param name="ImageId">Id of the image, also the event's subject.</param>
/// <param name="Source">What was uploaded.</param>
/// <param name="VariantsBucket">Bucket that holds the variants and the manifest.</param>
/// <param name="Manifest">
/// Object name of the manifest, which says the same to those who do not listen to events.
/// </param>
/// <param name="Variants">The variants, in the order in which they are configured.</param>
/// <param name="ThumbHash">
/// Base64 of a ThumbHash: a placeholder of about 25 bytes to show while a variant loads.
/// </param>
public sealed record ImageProcessed(
    ImageId ImageId,
    ImageSource Source,
    string VariantsBucket,
    string Manifest,
    IReadOnlyList<ImageVariant> Variants,
    string ThumbHash);

/// <summary>
/// Data of <see cref="EventContracts.ImageFailed"/>: this generation will never have variants.
/// </summary>
/// <param name="ImageId">Id of the image, also the event's subject.</param>
/// <param name="Source">What was uploaded; it is still there.</param>
/// <param name="Reason">
/// One of <see cref="ImageFailureReasons"/>; readers must expect reasons yet unknown.
/// </param>
/// <param name="Message">A sentence for people: what was wrong and which limit applies.</param>
public sealed record ImageFailed(ImageId ImageId, ImageOriginal Source, string Reason, string Message);

/// <summary>Why an image cannot be processed, however often it is tried.</summary>
public static class ImageFailureReasons
{
    /// <summary>The object has no bytes.</summary>
    public const string Empty = "empty";

    /// <summary>The object is larger than the configured number of bytes.</summary>
    public const string TooManyBytes = "too-many-bytes";

    /// <summary>Width times height exceeds the configured number of pixels.</summary>
    public const string TooManyPixels = "too-many-pixels";

    /// <summary>Decoding would take far more time than any honest file of its kind.</summary>
    public const string TooComplex = "too-complex";

    /// <summary>
    /// The content is none of the supported formats, or a kind of one that is not read, whatever its name or declared
    /// type says.
    /// </summary>
    public const string UnsupportedFormat = "unsupported-format";

    /// <summary>The content ends before the image does.</summary>
    public const string Truncated = "truncated";

    /// <summary>The content contradicts its format and cannot be decoded.</summary>
    public const string Corrupt = "corrupt";

    /// <summary>
    /// The object's name leaves no room for the names of its variants within Cloud Storage's limit.
    /// </summary>
    public const string NameTooLong = "name-too-long";
}
