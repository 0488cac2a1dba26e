using Microsoft.AspNetCore.Http;
using Shop.Api.Http;

namespace Shop.Api.Streams;

/// <summary>One server-sent event. Its data is JSON on one line, as the JSON writer writes it.</summary>
/// <param name="Name">What a page listens for.</param>
/// <param name="Id">Where a reader goes on who has seen it; null where it marks no place.</param>
/// <param name="Json">What it says, in UTF-8.</param>
internal sealed record StreamEvent(string Name, string? Id, ReadOnlyMemory<byte> Json);

/// <summary>How something looks to a reader who has read up to some place.</summary>
/// <param name="News">What has happened since then.</param>
/// <param name="Now">How it stands; its id is the place after all news.</param>
/// <param name="IsSettled">Whether it is worth waiting for more.</param>
internal sealed record StreamState(IReadOnlyList<StreamEvent> News, StreamEvent Now, bool IsSettled);

/// <summary>What can be read along.</summary>
/// <param name="ReadAsync">
/// How it looks to a reader at a place; null where there is no such thing for this caller.
/// </param>
/// <param name="Unknown">What a caller is told then.</param>
internal sealed record Streamed(
    Func<string?, CancellationToken, Task<StreamState?>> ReadAsync, Problem Unknown);

/// <summary>The place that a reader tells by <c>Last-Event-ID</c>.</summary>
/// <param name="Cursor">Null at the beginning.</param>
/// <param name="SawEnd">Whether the reader has been told that this was all.</param>
internal readonly record struct StreamPlace(string? Cursor, bool SawEnd)
{
    public const string Header = "Last-Event-ID";

    private const string EndMark = ";end";

    /// <summary>
    /// Whatever was never given out as an id is a place at the beginning, or is passed over by who reads it.
    /// </summary>
    public static StreamPlace Of(HttpRequest request) => request.Headers[Header].ToString() switch
    {
        "" => default,
        var id when id.EndsWith(EndMark, StringComparison.Ordinal) => new(id[..^EndMark.Length], true),
        var id => new(id, false),
    };

    /// <summary>Id of the event that says that this was all.</summary>
    public static string EndOf(string? cursor) => cursor + EndMark;
}
