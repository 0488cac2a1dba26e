using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using Shop.LocalCloud.Storage.Disk;

namespace Shop.LocalCloud.Firestore.Http;

/// <summary>
/// Where the next page of a list begins: the last id of this one, and a checksum over the list's name, so that a
/// token which was made up or belongs elsewhere is refused instead of believed.
/// </summary>
internal static class PageToken
{
    public static string Of(string list, string lastId)
    {
        var id = Encoding.UTF8.GetBytes(lastId);
        var token = new byte[sizeof(uint) + id.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(token, Checksum(list, lastId));
        id.CopyTo(token, sizeof(uint));
        return Base64Url.EncodeToString(token);
    }

    /// <returns>The last id of the page before; null for the first page.</returns>
    public static string? LastId(string list, string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }
        var bytes = new byte[token.Length];
        if (Base64Url.IsValid(token) && Base64Url.TryDecodeFromChars(token, bytes, out var length)
            && length > sizeof(uint))
        {
            var id = Encoding.UTF8.GetString(bytes.AsSpan(sizeof(uint), length - sizeof(uint)));
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Checksum(list, id))
            {
                return id;
            }
        }
        throw FirestoreRefusal.Invalid("Invalid page token: it is none that this list gave out.");
    }

    private static uint Checksum(string list, string id) => Crc32c.Of(Encoding.UTF8.GetBytes($"{list}\n{id}"));
}
