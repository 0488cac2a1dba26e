using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Shop.Contracts;
using Shop.Documents;

namespace Shop.Api.Http;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Size">Entries at most.</param>
/// <param name="StoreToken">Where to go on; null for the beginning.</param>
internal sealed record Page(int Size, string? StoreToken);

/// <summary>Either the page, or why it cannot be told which one.</summary>
internal readonly record struct PageRequest(Page? Page, Problem? Problem);

/// <summary>
/// The query parameters <c>pageSize</c> and <c>pageToken</c>. A token holds where the store goes on, and a hash by which
/// a token of another list or another caller, or a damaged one, is told. It needs no secret: which list is read
/// follows from the caller alone, so a forged token gets its forger nowhere but to another place in their own list.
/// </summary>
internal static class Paging
{
    public const string SizeParameter = "pageSize";
    public const string TokenParameter = "pageToken";

    public const int SizeDefault = 20;

    /// <summary>Each order of a page is a read of its own.</summary>
    public const int SizeMax = 100;

    private const int TagBytes = 16;
    private const int HeaderBytes = TagBytes + sizeof(ushort);

    /// <param name="request">The request.</param>
    /// <param name="list">Name of the list.</param>
    /// <param name="caller">Who asks.</param>
    public static PageRequest Read(HttpRequest request, string list, CustomerId caller)
    {
        var (sizes, tokens) = (request.Query[SizeParameter], request.Query[TokenParameter]);
        int? size = null;
        if (sizes.Count > 0)
        {
            if (sizes.Count > 1 || !int.TryParse(sizes, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted)
                || wanted is < 1 or > SizeMax)
            {
                return Refused(ProblemTypes.InvalidParameter, $"{SizeParameter} must be a whole number from 1 to {SizeMax}, once.");
            }
            size = wanted;
        }
        if (tokens.Count == 0)
        {
            return new PageRequest(new Page(size ?? SizeDefault, null), null);
        }
        // The store's tokens hold for one size of page only, so it is part of the token.
        return tokens.Count == 1 && Decode(tokens.ToString(), list, caller) is { } page && (size is null || size == page.Size)
            ? new PageRequest(page, null)
            : Refused(ProblemTypes.InvalidPageToken,
                $"Send {TokenParameter} as it came, for the same list and with the same {SizeParameter} or none; or begin anew without it.");
    }

    /// <returns>The documents; or a problem where the store does not know its own token any more.</returns>
    public static async Task<(DocumentPage? Documents, Problem? Problem)> ListAsync(
        IDocumentStore store, CollectionName collection, Page page, CancellationToken cancellationToken)
    {
        try
        {
            return (await store.ListAsync(collection, page.Size, page.StoreToken, cancellationToken), null);
        }
        catch (DocumentStoreException fault) when (page.StoreToken is not null && fault.Status == "INVALID_ARGUMENT")
        {
            return (null, Refused(ProblemTypes.InvalidPageToken, "The token is too old. Begin anew without it.").Problem);
        }
    }

    /// <returns>Null on the last page.</returns>
    public static string? TokenOf(string? storeToken, int size, string list, CustomerId caller)
    {
        if (storeToken is null)
        {
            return null;
        }
        var token = new byte[HeaderBytes + Encoding.UTF8.GetByteCount(storeToken)];
        BinaryPrimitives.WriteUInt16BigEndian(token.AsSpan(TagBytes), (ushort)size);
        Encoding.UTF8.GetBytes(storeToken, token.AsSpan(HeaderBytes));
        TagOf(token.AsSpan(TagBytes), list, caller).CopyTo(token, 0);
        return WebEncoders.Base64UrlEncode(token);
    }

    private static Page? Decode(string text, string list, CustomerId caller)
    {
        byte[] token;
        try
        {
            token = WebEncoders.Base64UrlDecode(text);
        }
        catch (FormatException)
        {
            return null;
        }
        return token.Length > HeaderBytes
            && TagOf(token.AsSpan(TagBytes), list, caller).AsSpan().SequenceEqual(token.AsSpan(0, TagBytes))
                ? new Page(
                    BinaryPrimitives.ReadUInt16BigEndian(token.AsSpan(TagBytes)),
                    Encoding.UTF8.GetString(token.AsSpan(HeaderBytes)))
                : null;
    }

    private static byte[] TagOf(ReadOnlySpan<byte> content, string list, CustomerId caller)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Neither a list nor a customer has a line break in its name.
        hash.AppendData(Encoding.UTF8.GetBytes($"{list}\n{caller.Value}\n"));
        hash.AppendData(content);
        return hash.GetHashAndReset()[..TagBytes];
    }

    private static PageRequest Refused(ProblemType type, string detail) => new(null, Problem.Of(type, detail));
}
