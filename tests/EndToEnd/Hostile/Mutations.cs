using System.Globalization;
using System.Text;

namespace Shop.EndToEnd.Hostile;

/// <summary>Ways to make a request worse.</summary>
internal static class Mutations
{
    /// <summary>Likelier ones stand here more than once.</summary>
    public static IReadOnlyList<Action<Draft, Random>> All { get; } =
    [
        Path, Path, Query, Method, Version, AnyHeader, AnyHeader, AnyHeader, Key, HeaderTwice, Repeated, LargeHeader, ManyHeaders, LongTarget,
        Flip, Flip, Cut, Insert, OtherBody, LargeBody, DeepBody, Text, Coding, End, End, NoHeaders,
    ];

    /// <summary>A text with a piece of something else in it.</summary>
    public static string Mutated(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var piece = random.Next(5) == 0 ? Noise(random) : random.Any(Words.Pieces);
        return text[..at] + piece + text[Math.Min(text.Length, at + random.Next(4))..];
    }

    private static void Path(Draft draft, Random random) => draft.Target = Mutated(draft.Target, random);

    private static void Query(Draft draft, Random random) =>
        draft.Target += (draft.Target.Contains('?', StringComparison.Ordinal) ? "&" : "?")
            + random.Any(["pageSize=", "pageToken=", "pageSize=5&pageToken=", "x=", "=", "&&&", "pageSize=1&pageSize="])
            + (random.Next(2) == 0 ? Uri.EscapeDataString(Noise(random)) : random.Any(Words.Pieces));

    private static void Method(Draft draft, Random random) => draft.Method = random.Any(Words.Methods);

    private static void Version(Draft draft, Random random) => draft.Version = random.Any(Words.Versions);

    private static void AnyHeader(Draft draft, Random random) => draft.Headers.Insert(
        random.Next(draft.Headers.Count + 1),
        (random.Any(Words.HeaderNames), random.Next(4) == 0 ? Noise(random) : random.Any(Words.HeaderValues)));

    private static void Key(Draft draft, Random random) => draft.Headers.Add(("Idempotency-Key", random.Next(3) switch
    {
        // A few that come again with other bodies, one that is too long, and anything.
        0 => string.Create(CultureInfo.InvariantCulture, $"\"key-{random.Next(5)}\""),
        1 => new string('k', random.Next(250, 260)),
        _ => random.Any(Words.HeaderValues),
    }));

    private static void HeaderTwice(Draft draft, Random random)
    {
        if (draft.Headers.Count > 0)
        {
            draft.Headers.Add(random.Any(draft.Headers));
        }
    }

    private static void Repeated(Draft draft, Random random)
    {
        var name = random.Any(Words.HeaderNames);
        for (var i = random.Next(2, 20); i > 0; i--)
        {
            draft.Headers.Add((name, random.Any(Words.HeaderValues)));
        }
    }

    private static void LargeHeader(Draft draft, Random random) =>
        draft.Headers.Add((random.Any(["Authorization", "Cookie", "X-Large", "Prefer"]), new string('x', random.Any([5_000, 9_000, 17_000, 70_000]))));

    private static void ManyHeaders(Draft draft, Random random)
    {
        for (var i = random.Any([65, 120, 300]); i > 0; i--)
        {
            draft.Headers.Add((string.Create(CultureInfo.InvariantCulture, $"x-{i}"), "1"));
        }
    }

    private static void LongTarget(Draft draft, Random random) =>
        draft.Target += random.Any(["/", "?q=", "%"]) + new string('a', random.Any([300, 4_100, 17_000]));

    private static void Flip(Draft draft, Random random)
    {
        var body = draft.Body.ToArray();
        for (var i = random.Next(1, 4); i > 0 && body.Length > 0; i--)
        {
            body[random.Next(body.Length)] = (byte)random.Next(256);
        }
        draft.Body = body;
    }

    private static void Cut(Draft draft, Random random) => draft.Body = draft.Body[..random.Next(draft.Body.Length + 1)];

    private static void Insert(Draft draft, Random random)
    {
        var at = random.Next(draft.Body.Length + 1);
        draft.Body = [.. draft.Body[..at], .. random.Any(Words.Bodies), .. draft.Body[at..]];
    }

    private static void OtherBody(Draft draft, Random random) => draft.Body = random.Any(Words.Bodies);

    private static void LargeBody(Draft draft, Random random)
    {
        var body = new byte[random.Any([1_000, 60_000, 65_536, 65_537, 100_000])];
        Array.Fill(body, (byte)random.Any([' ', 'x', '[', 0, 0xff]));
        draft.Body = random.Next(2) == 0 ? body : [.. draft.Body, .. body];
    }

    private static void DeepBody(Draft draft, Random random) => draft.Body =
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(random.Any(["[", "{\"lines\":", "[{\"a\":"]), random.Any([60, 70, 5_000]))));

    private static void Text(Draft draft, Random random) => draft.Body = Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(draft.Body).Replace("\"", random.Any(["'", "\"\"", "\\\"", "\u201c"]), StringComparison.Ordinal));

    private static void Coding(Draft draft, Random random) =>
        draft.Headers.Add(("Content-Encoding", random.Any(["gzip", "br", "deflate", "identity", "x", "gzip, gzip"])));

    private static void End(Draft draft, Random random) => draft.Framing = random.Any(Enum.GetValues<Framing>());

    private static void NoHeaders(Draft draft, Random random) => draft.Headers.Clear();

    private static string Noise(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => (char)(random.Next(8) == 0 ? random.Next(256) : random.Next(32, 127))));
}
