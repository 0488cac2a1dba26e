using System.Security.Cryptography;
using System.Text;
using Shop.Contracts;

namespace Shop.Api.Images;

/// <summary>
/// Name of an uploaded object, <c>hash of the customer/UUIDv7/file name</c>. It says whose the image is, for
/// as long as there is anything to be known of it, and no two uploads meet. The customer is hashed: an id may
/// hold what is awkward in a name, and object names are seen by more people than customers' ids.
/// </summary>
/// <param name="Owner">Hash of the customer.</param>
/// <param name="Id">Of this upload.</param>
/// <param name="FileName">As the customer calls it; see <see cref="ImageRequestRules"/>.</param>
internal sealed record UploadName(string Owner, Guid Id, string FileName)
{
    // 128 bits: no two customers meet by chance.
    private const int OwnerDigits = 32;

    private const int TimeDigits = 12;

    /// <summary>The whole name.</summary>
    public string ObjectName => $"{Owner}/{Id}/{FileName}";

    /// <summary>When the upload was asked for, to the millisecond: the id says so.</summary>
    public DateTimeOffset CreatedAt => DateTimeOffset.FromUnixTimeMilliseconds(
        Convert.ToInt64(Id.ToString("N")[..TimeDigits], 16));

    public static UploadName Of(CustomerId customer, Guid id, string fileName) =>
        new(HashOf(customer), id, fileName);

    /// <returns>
    /// Null where the API gave out no such name: the object came there by another way, and is nobody's.
    /// </returns>
    public static UploadName? Parse(string objectName) =>
        objectName.Split('/') is [{ Length: OwnerDigits } owner, var id, { Length: > 0 } fileName]
        && Guid.TryParseExact(id, "D", out var uuid) && uuid.Version == 7
            ? new UploadName(owner, uuid, fileName)
            : null;

    public bool BelongsTo(CustomerId customer) => Owner == HashOf(customer);

    private static string HashOf(CustomerId customer) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(customer.Value)))[..OwnerDigits];
}
