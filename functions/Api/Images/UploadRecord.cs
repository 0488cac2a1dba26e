using System.Text.Json;
using Shop.Contracts;
using Shop.Documents;

namespace Shop.Api.Images;

/// <summary>
/// An upload that was asked for. It is what is known of an image until the read model knows more; it is
/// written before the session is opened, so that nothing can be uploaded of which there is no record.
/// </summary>
/// <param name="Customer">Who asked.</param>
/// <param name="ObjectName">See <see cref="UploadName"/>.</param>
/// <param name="ContentType">As declared.</param>
/// <param name="Bytes">As declared.</param>
/// <param name="CreatedAt">When.</param>
internal sealed record UploadRecord(
    CustomerId Customer, string ObjectName, string ContentType, long Bytes, DateTimeOffset CreatedAt)
{
    private static readonly CollectionName _collection = new("uploads");

    /// <summary>Cloud Storage keeps a session for a week.</summary>
    public static TimeSpan SessionLife { get; } = TimeSpan.FromDays(7);

    /// <summary>
    /// Beyond the last moment of a session as long as an event may be on its way to the read model: 30 days,
    /// and a day more.
    /// </summary>
    public static TimeSpan Life { get; } = SessionLife + TimeSpan.FromDays(31);

    public static DocumentName NameOf(ImageId image) => _collection.Document(image.Value);

    /// <returns>
    /// Null where there is none, or none any more: the store may delete late what has expired.
    /// </returns>
    public static UploadRecord? Read(Document document, DateTimeOffset now) =>
        document.Exists && !(document.ExpiresAt <= now)
            ? document.Data.Deserialize(ApiJson.Default.UploadRecord)
            : null;

    /// <summary>Writes it where it is not yet there.</summary>
    public DocumentWrite.Put Insert(ImageId image) => new(
        NameOf(image), JsonSerializer.SerializeToElement(this, ApiJson.Default.UploadRecord),
        DocumentVersion.Absent, CreatedAt + Life);
}
