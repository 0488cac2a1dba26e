namespace Shop.Contracts;

/// <summary>
/// What an event attribute carries unchanged: printable ASCII without <c>%</c> and <c>"</c>, since attributes
/// become headers on the way, and the CloudEvents SDK percent-decodes those.
/// </summary>
internal static class AttributeCharacters
{
    /// <summary>The characters as a class of a regular expression.</summary>
    public const string Class = "[ -!#-$&-~]";

    public static bool AreAll(string text) =>
        text.All(character => character is >= ' ' and <= '~' and not '%' and not '"');
}
