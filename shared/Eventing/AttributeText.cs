namespace Shop.Eventing;

/// <summary>
/// What an attribute value may hold: printable ASCII without <c>%</c> and <c>"</c>. The CloudEvents SDK
/// percent-decodes header values while Pub/Sub push sends attributes as they are, so that anything else would
/// arrive changed, or as an error.
/// </summary>
public static class AttributeText
{
    /// <summary>Pub/Sub's limit for the value of one attribute.</summary>
    public const int ValueLengthMax = 1024;

    // An id of ours needs a fraction of what Pub/Sub allows.
    private const int IdLengthMax = 256;

    /// <summary>Whether an attribute may hold the character.</summary>
    public static bool IsSafe(char character) => character is >= ' ' and <= '~' and not '%' and not '"';

    /// <summary>Whether an attribute may hold the text, which also excludes none at all.</summary>
    public static bool IsSafe(string value) =>
        value.Length is > 0 and <= ValueLengthMax && value.All(IsSafe);

    /// <summary>The id itself where it is safe, a hash of it otherwise: still equal exactly when it was.</summary>
    public static string IdOrHash(string id) =>
        id.Length <= IdLengthMax && IsSafe(id) ? id : "sha256-" + EventIds.Derive(id);

    /// <summary>A sentence for people, with a question mark for what an attribute cannot hold.</summary>
    public static string Sentence(string text)
    {
        var safe = string.Concat(text.Select(character => IsSafe(character) ? character : '?'));
        return safe.Length <= ValueLengthMax ? safe : safe[..ValueLengthMax];
    }
}
