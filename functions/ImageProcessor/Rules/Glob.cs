using System.Text;

namespace Shop.ImageProcessor.Rules;

/// <summary>
/// A pattern for whole object names: <c>*</c> is any text without a slash, <c>?</c> one character but the slash,
/// <c>**</c> any text, and <c>**/</c> at the start of a segment any number of folders, also none. Letters are told
/// apart by case. Names of objects are no paths: <c>..</c>, <c>//</c> and a leading slash are characters as others.
/// </summary>
/// <remarks>All positions of the pattern are followed at once, so that no pattern takes more than its length times
/// the length of the name, whatever somebody calls an object.</remarks>
public sealed class Glob
{
    private enum Kind
    {
        Exactly,
        One,
        Segment,
        Folders,
        Anything,
    }

    private readonly List<(Kind Kind, Rune Rune)> _tokens = [];

    public Glob(string pattern)
    {
        Pattern = pattern;
        var runes = pattern.EnumerateRunes().ToArray();
        for (var at = 0; at < runes.Length; at++)
        {
            var starts = at == 0 || runes[at - 1].Value == '/';
            var rest = runes.AsSpan(at);
            var kind = KindOf(rest, starts);
            _tokens.Add((kind, runes[at]));
            at += kind switch
            {
                Kind.Folders => 2,
                Kind.Anything => 1,
                Kind.Exactly or Kind.One or Kind.Segment => 0,
            };
        }
    }

    public string Pattern { get; }

    /// <summary>With what every name begins that matches.</summary>
    public string Beginning =>
        string.Concat(_tokens.TakeWhile(token => token.Kind == Kind.Exactly).Select(token => token.Rune.ToString()));

    public override string ToString() => Pattern;

    public bool Matches(string name)
    {
        var (now, next) = (new bool[_tokens.Count + 1], new bool[_tokens.Count + 1]);
        Enter(now, 0);
        foreach (var rune in name.EnumerateRunes())
        {
            Array.Clear(next);
            for (var at = 0; at < _tokens.Count; at++)
            {
                if (now[at])
                {
                    Step(next, at, rune);
                }
            }
            (now, next) = (next, now);
        }
        return now[_tokens.Count];
    }

    private static Kind KindOf(ReadOnlySpan<Rune> rest, bool starts) => rest switch
    {
        [{ Value: '*' }, { Value: '*' }, { Value: '/' }, ..] when starts => Kind.Folders,
        [{ Value: '*' }, { Value: '*' }, ..] => Kind.Anything,
        [{ Value: '*' }, ..] => Kind.Segment,
        [{ Value: '?' }, ..] => Kind.One,
        _ => Kind.Exactly,
    };

    private void Step(bool[] next, int at, Rune rune)
    {
        var slash = rune.Value == '/';
        switch (_tokens[at].Kind)
        {
            case Kind.Exactly when _tokens[at].Rune == rune:
            case Kind.One when !slash:
                Enter(next, at + 1);
                break;
            case Kind.Segment when !slash:
            case Kind.Anything:
            case Kind.Folders when slash:
                Enter(next, at);
                break;
            case Kind.Folders:
                next[at] = true; // within a folder's name: what follows the folders cannot begin here
                break;
        }
    }

    // What may stand for no text at all is passed at once.
    private void Enter(bool[] positions, int at)
    {
        positions[at] = true;
        while (at < _tokens.Count && _tokens[at].Kind is Kind.Segment or Kind.Anything or Kind.Folders)
        {
            positions[++at] = true;
        }
    }
}
