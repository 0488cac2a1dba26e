namespace Shop.LocalCloud.Hosting;

/// <summary>How long to wait before a function that ended is started again.</summary>
internal sealed class RestartBackoff
{
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);

    /// <summary>Short enough that a person who has just fixed the cause does not wait for it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>A function that was up this long has got over what ended it before.</summary>
    public static readonly TimeSpan StableAfter = TimeSpan.FromSeconds(30);

    private TimeSpan _next = First;

    /// <param name="up">How long the function ran this time.</param>
    public TimeSpan Next(TimeSpan up)
    {
        var wait = up >= StableAfter ? First : _next;
        _next = wait * 2 < Longest ? wait * 2 : Longest;
        return wait;
    }
}
