using System.Runtime.CompilerServices;
using System.Text.Json;
using Shop.Eventing.Filing;

namespace Shop.Gcloud.Replay;

/// <summary>Finds the letters that somebody wants: first what an ended run left aside, then the oldest.</summary>
internal sealed class LetterReader(IReplayStorage storage, LetterJudge judge)
{
    // The largest message in base64, with its attributes, and with room for what else the file says.
    private const long FileBytesMax = 32 * 1024 * 1024;

    // Files are small and far away: reading one after the other would be waiting most of the time.
    private const int ReadsAtOnce = 16;

    /// <summary>Those that are to be replayed, up to the limit, and those that cannot be which came before them.</summary>
    public async IAsyncEnumerable<Letter> FindAsync(
        LetterSelection selection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = selection.Limit ?? int.MaxValue;
        var reads = new Queue<Task<Letter?>>();
        var places = new Queue<LetterObject>(await ListAsync(selection, cancellationToken));
        while (left > 0 && (places.Count > 0 || reads.Count > 0))
        {
            while (reads.Count < ReadsAtOnce && places.TryDequeue(out var place))
            {
                reads.Enqueue(ReadAsync(place, cancellationToken));
            }
            if (await reads.Dequeue() is not { } letter || !selection.Matches(letter))
            {
                continue;
            }
            left -= letter.Way is Way.None ? 0 : 1;
            yield return letter;
        }
        // Begun for nothing, as the limit is reached: their faults are of no concern either.
        await ((Task)Task.WhenAll(reads)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<IEnumerable<LetterObject>> ListAsync(
        LetterSelection selection, CancellationToken cancellationToken)
    {
        var found = new List<(LetterObject Place, AsideName? Aside)>();
        foreach (var prefix in Prefixes(selection.Prefix ?? ""))
        {
            await foreach (var place in storage.ListAsync(prefix, cancellationToken))
            {
                var aside = AsideName.Parse(place.Name);
                if (selection.HasPrefix(aside?.Original ?? place.Name, place.Name))
                {
                    found.Add((place, aside));
                }
            }
        }
        // Who died between the copy and the deletion left both. Replaying the copy deletes what it was made from.
        var copied = found.Where(each => each.Aside is not null)
            .Select(each => (each.Aside!.Original, each.Aside.Generation))
            .ToHashSet();
        return found
            .Where(each => !copied.Contains((each.Place.Name, each.Place.Generation)))
            .OrderBy(each => each.Aside is null)
            .ThenBy(each => each.Place.Created)
            .Select(each => each.Place);
    }

    private static IEnumerable<string> Prefixes(string prefix)
    {
        yield return prefix;
        if (!AsideName.Folder.StartsWith(prefix, StringComparison.Ordinal)
            && !prefix.StartsWith(AsideName.Folder, StringComparison.Ordinal))
        {
            yield return AsideName.Folder;
        }
    }

    // Null: gone meanwhile.
    private async Task<Letter?> ReadAsync(LetterObject place, CancellationToken cancellationToken)
    {
        if (place.Bytes > FileBytesMax)
        {
            return NoLetter(place, $"It has {place.Bytes} bytes; no dead letter has over {FileBytesMax}.");
        }
        if (await storage.ReadAsync(place, cancellationToken) is not { } content)
        {
            return null;
        }
        try
        {
            return Of(place, FiledDeadLetter.Read(content.Span));
        }
        catch (JsonException)
        {
            // Anybody may put anything into the bucket.
            return NoLetter(place, "It is no dead letter that functions/DeadLetters has filed.");
        }
    }

    private Letter Of(LetterObject place, FiledDeadLetter letter)
    {
        var message = letter.Replay();
        var carried = EventEnvelope.Of(message);
        return new Letter(
            place, NameOf(place), letter.FiledAt, judge.Judge(letter, message, carried), carried.Type, carried.Id,
            letter.Reason);
    }

    private static Letter NoLetter(LetterObject place, string message) =>
        new(place, NameOf(place), place.Created, new Way.None("unreadable", message));

    private static string NameOf(LetterObject place) => AsideName.Parse(place.Name)?.Original ?? place.Name;
}
