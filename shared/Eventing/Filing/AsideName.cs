using System.Globalization;

namespace Shop.Eventing.Filing;

/// <summary>
/// Where a letter lies from the moment it is taken until Pub/Sub has its event again:
/// <c>replaying/&lt;generation&gt;/&lt;name&gt;</c>. Whoever finds one there goes on where somebody died.
/// </summary>
/// <remarks>
/// A name belongs to one letter for ever, as generations never repeat; two who replay the same letter meet there.
/// </remarks>
/// <param name="Original">The name under which it was filed.</param>
/// <param name="Generation">Its generation under that name.</param>
public sealed record AsideName(string Original, long Generation)
{
    /// <summary>What all of these begin with.</summary>
    public const string Folder = "replaying/";

    /// <returns>Null for any other name, also for that of a letter whose subscription is called so.</returns>
    public static AsideName? Parse(string name)
    {
        if (!name.StartsWith(Folder, StringComparison.Ordinal))
        {
            return null;
        }
        var end = name.IndexOf('/', Folder.Length);
        return end > 0
            && end + 1 < name.Length
            && long.TryParse(
                name.AsSpan(Folder.Length, end - Folder.Length), NumberStyles.None, CultureInfo.InvariantCulture,
                out var generation)
            ? new AsideName(name[(end + 1)..], generation)
            : null;
    }

    /// <summary>The name itself.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Folder}{Generation}/{Original}");
}
