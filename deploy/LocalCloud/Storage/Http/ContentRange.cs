using System.Globalization;
using System.Text.RegularExpressions;

namespace Shop.LocalCloud.Storage.Http;

/// <summary>
/// The Content-Range of a chunk: <c>bytes 0-99/*</c>, <c>bytes 0-99/100</c>, <c>bytes 0-*/*</c> for all that
/// comes, or the question <c>bytes */100</c>.
/// </summary>
/// <param name="Start">Absent in the question how far the upload is.</param>
/// <param name="End">The last byte, inclusive; absent where the body holds all that is left.</param>
/// <param name="Total">Absent while the client does not know it.</param>
internal sealed partial record ContentRange(long? Start, long? End, long? Total)
{
    /// <summary>Whether the request asks rather than sends.</summary>
    public bool IsQuestion => Start is null;

    /// <param name="header">The header, empty where the request has none: then it holds the whole
    /// object.</param>
    /// <param name="contentLength">The body's length, where known.</param>
    public static ContentRange Parse(string? header, long? contentLength)
    {
        if (string.IsNullOrEmpty(header))
        {
            return new ContentRange(0, contentLength - 1, contentLength);
        }
        var match = Form().Match(header);
        if (!match.Success)
        {
            throw Malformed(header);
        }
        var range = new ContentRange(
            Number(match.Groups["start"]), Number(match.Groups["end"]), Number(match.Groups["total"]));
        range = range is { Start: not null, End: null } ? range with { End = range.Total - 1 } : range;
        var consistent = (range.End is null || range.End >= range.Start)
            && (range.Total is null || range.End is null || range.End < range.Total);
        var length = range.End - range.Start + 1;
        if (!consistent || (length is not null && contentLength is not null && length != contentLength))
        {
            throw Malformed(header);
        }
        return range;
    }

    private static long? Number(Group group) =>
        group.Success ? long.Parse(group.Value, CultureInfo.InvariantCulture) : null;

    private static RefusedRequestException Malformed(string header) =>
        RefusedRequestException.Invalid($"Failed to parse Content-Range header: '{header}'");

    [GeneratedRegex(@"^bytes (?:\*|(?<start>\d{1,18})-(?:\*|(?<end>\d{1,18})))/(?:\*|(?<total>\d{1,18}))$")]
    private static partial Regex Form();
}
