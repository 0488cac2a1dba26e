using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Shop.EndToEnd.Hostile;

/// <summary>What may be answered to anything.</summary>
internal static partial class Answers
{
    private const string Problem = "application/problem+json";

    /// <returns>What is wrong with the answer; null where nothing is.</returns>
    public static string? Fault(HostileRequest request, string answer)
    {
        if (answer.Length == 0)
        {
            return request.IsOwedAnAnswer ? "The connection was closed without an answer." : null;
        }
        var status = StatusOf(answer);
        if (status is < 200 or >= 500 && !(status == 505 && request.IsOfAnotherVersion))
        {
            return "That is no answer to give to a caller, whatever they send.";
        }
        var (head, body) = Split(answer);
        if (head.Contains("\r\nX-Injected:", StringComparison.OrdinalIgnoreCase))
        {
            return "What the caller sent has become a header.";
        }
        if (Trace().IsMatch(body) && head.Contains("json", StringComparison.Ordinal))
        {
            return "The answer shows where in the code something went wrong.";
        }
        return status >= 400 && IsOfTheApi(head) && !request.Bytes.AsSpan().StartsWith("HEAD"u8) ? ProblemFault(status, head, body) : null;
    }

    /// <summary>0 where it is no answer at all.</summary>
    public static int StatusOf(string answer)
    {
        answer = AfterContinue(answer);
        return answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && answer.Length >= 12
            && int.TryParse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture, out var status) ? status : 0;
    }

    /// <summary>Name of the problem; null where it is none.</summary>
    public static string? ProblemOf(string answer) => Type().Match(answer) is { Success: true } match ? match.Groups[1].Value : null;

    // Kestrel answers by itself, and without a body, what it cannot read as HTTP.
    private static bool IsOfTheApi(string head) => head.Contains("\r\nX-Content-Type-Options: ", StringComparison.Ordinal);

    private static string? ProblemFault(int status, string head, string body)
    {
        if (!head.Contains("\r\nContent-Type: " + Problem, StringComparison.Ordinal))
        {
            return "It is no problem as RFC 9457 describes them.";
        }
        try
        {
            var json = JsonElement.Parse(body);
            var type = json.GetProperty("type").GetString()!;
            return json.GetProperty("status").GetInt32() != status ? "The problem tells another status."
                : !type.StartsWith("/problems/", StringComparison.Ordinal) && type != "about:blank" ? "The problem has no type."
                : json.GetProperty("detail").GetString() is null or "" ? "The problem does not say what is wrong."
                : null;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or ArgumentOutOfRangeException)
        {
            return "The problem cannot be read: " + fault.Message;
        }
    }

    private static (string Head, string Body) Split(string answer)
    {
        answer = AfterContinue(answer);
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return (answer, "");
        }
        var (head, body) = (answer[..(end + 2)], answer[(end + 4)..]);
        return (head, head.Contains("\r\nTransfer-Encoding: chunked\r\n", StringComparison.Ordinal) ? Joined(body) : body);
    }

    // What follows the last chunk is the answer to what the request held beside itself.
    private static string Joined(string chunks)
    {
        var body = new StringBuilder();
        for (var at = 0; chunks.IndexOf("\r\n", at, StringComparison.Ordinal) is >= 0 and var end;)
        {
            var size = int.Parse(chunks.AsSpan(at, end - at), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0 || end + 2 + size > chunks.Length)
            {
                break;
            }
            body.Append(chunks, end + 2, size);
            at = end + 2 + size + 2;
        }
        return body.ToString();
    }

    private static string AfterContinue(string answer)
    {
        while (answer.StartsWith("HTTP/1.1 100 ", StringComparison.Ordinal)
            && answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end)
        {
            answer = answer[(end + 4)..];
        }
        return answer;
    }

    [GeneratedRegex(@"   at [A-Z][\w.]+\(|Exception\b")]
    private static partial Regex Trace();

    [GeneratedRegex("\"type\":\"/problems/([a-z-]+)\"")]
    private static partial Regex Type();
}
