namespace Shop.Contracts.Rules;

/// <summary>What the data of image events may be.</summary>
internal static class ImageRules
{
    // Cloud Storage's own limits for the names of buckets (with dots) and of objects.
    private const int BucketLengthMax = 222;
    private const int ObjectLengthMax = 1_024;

    // A hundred variants, with names as long as can be, already pass the limit of an event.
    private const int VariantsMax = 100;

    // A ThumbHash has at most 25 bytes, 36 characters as base64; room for a variety of it.
    private const int ThumbHashLengthMax = 64;

    private static Member ImageId { get; } = new("imageId", TextRule.Id<ImageId>(
        "Id of the image, derived from bucket and object name; also the event's subject.",
        Contracts.ImageId.Of("uploads", "photo.jpg").Value));

    private static Member Bucket { get; } = new("bucket", TextRule.Free(
        "Bucket that the image was uploaded to.", "uploads", 1, BucketLengthMax));

    private static Member Name { get; } = new("name", ObjectName("Object name.", "photo.jpg"));

    private static Member Generation { get; } = new("generation", new IntegerRule(
        "Generation of the object: higher for later content.", 1_763_600_000_000_001, 1, long.MaxValue));

    private static Member Width { get; } = new("width", new IntegerRule(
        "Pixels across, as the image is seen.", 800, 1, int.MaxValue));

    private static Member Height { get; } = new("height", new IntegerRule(
        "Pixels down, as the image is seen.", 600, 1, int.MaxValue));

    private static Member Bytes { get; } = new("bytes", new IntegerRule(
        "Size of the object.", 90_210, 0, long.MaxValue));

    public static ObjectRule Processed() => new(
        "All variants of one generation of an uploaded image are readable.",
        ImageId,
        new("source", new ObjectRule(
            "What was uploaded.",
            Bucket, Name, Generation, ContentType("Media type found in the content."), Bytes, Width, Height)),
        new("variantsBucket", TextRule.Free(
            "Bucket that holds the variants.", "variants", 1, BucketLengthMax)),
        new("manifest", ObjectName("Object name of the manifest.", "photo.jpg/manifest.json")),
        new("variants", new ListRule("The variants, as configured.", Variant(), 0, VariantsMax)),
        new("thumbHash", TextRule.Free(
            "Base64 of a ThumbHash, a placeholder image.",
            "1QcSHQRnh493V4dIh4eXh1h4kJUI",
            1,
            ThumbHashLengthMax)));

    public static ObjectRule Failed() => new(
        "One generation of an uploaded image will never have variants.",
        ImageId,
        new("source", new ObjectRule(
            "What was uploaded; it is still there.",
            Bucket, Name, Generation, ContentType("Media type that the uploader declared."), Bytes)),
        Reason(ImageFailureReasons.TooManyPixels),
        new("message", TextRule.Free("A sentence for people.", "The image has too many pixels.")));

    /// <summary>
    /// Why something is given up: an open set, since a newer version may know more reasons.
    /// </summary>
    public static Member Reason(string example) => new("reason", TextRule.Formed(
        "Why, for programs; expect reasons that are not yet known.",
        example,
        $"Must be 1 to {ContractLimits.ReasonLengthMax} lower-case letters, digits and hyphens.",
        ContractLimits.ReasonLengthMax,
        "^[a-z0-9-]+$",
        static text => text.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')));

    private static ObjectRule Variant() => new(
        "A smaller rendition.",
        new("name", ObjectName("Name of the variant.", "display")),
        new("object", ObjectName("Object name in the variants bucket.", "photo.jpg/display.jpg")),
        Generation,
        ContentType("Media type of the variant."),
        Width,
        Height,
        Bytes);

    // What an uploader declares may be empty, or longer than any media type is.
    private static Member ContentType(string description) =>
        new("contentType", TextRule.Free(description, "image/jpeg"));

    private static TextRule ObjectName(string description, string example) =>
        TextRule.Free(description, example, 1, ObjectLengthMax);
}
