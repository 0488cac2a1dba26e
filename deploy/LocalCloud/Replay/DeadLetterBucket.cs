using System.Text.Json;
using Shop.Eventing.Filing;
using Shop.LocalCloud.Storage;
using Shop.LocalCloud.Storage.Disk;
using Shop.Topology;

namespace Shop.LocalCloud.Replay;

/// <summary>What <c>functions/DeadLetters</c> has filed.</summary>
internal sealed class DeadLetterBucket(ObjectStore store)
{
    /// <summary>
    /// More than this nobody looks through on a page; the rest comes up as these are replayed.
    /// </summary>
    public const int ListedMax = 100;

    // A list of many large letters would read gigabytes; hardly a letter has more than this.
    private const int ListedBytesMax = 256 * 1024;

    // Pub/Sub takes 10 MB; in base64, with its attributes, and with room for what else the file says.
    private const int FileBytesMax = 32 * 1024 * 1024;

    public static string Name { get; } = ResourceNames.Local.Bucket("dead-letters");

    /// <exception cref="RefusedRequestException">There is no such bucket.</exception>
    public LetterList List()
    {
        var all = store.List(Name);
        var newest = all.Values.OrderByDescending(stored => stored.Generation).Take(ListedMax);
        return new LetterList(Name, all.Count, [.. newest.Select(Summary).OfType<LetterSummary>()]);
    }

    /// <exception cref="RefusedRequestException">It is not there any more, or is no dead letter.</exception>
    public (StoredObject Stored, FiledDeadLetter Letter) Get(string name, long generation)
    {
        var stored = store.Get(Name, name, generation);
        if (stored.Size > FileBytesMax)
        {
            throw new RefusedRequestException(
                422, "tooLarge", $"{name} has {stored.Size} bytes; no dead letter has over {FileBytesMax}.");
        }
        var content = Read(stored) ?? throw RefusedRequestException.NoObject(Name, name);
        var letter = Parse(content) ?? throw new RefusedRequestException(
            422, "unreadable", $"{name} is no dead letter that functions/DeadLetters has filed.");
        return (stored, letter);
    }

    // Null for what went away meanwhile.
    private LetterSummary? Summary(StoredObject stored)
    {
        if (stored.Size > ListedBytesMax)
        {
            return LetterSummary.Unread(stored);
        }
        if (Read(stored) is not { } content)
        {
            return null;
        }
        return Parse(content) is { } letter
            ? LetterSummary.Of(stored, letter)
            : LetterSummary.Unreadable(stored);
    }

    // Anybody may put anything into the bucket.
    private static FiledDeadLetter? Parse(byte[] content)
    {
        try
        {
            return FiledDeadLetter.Read(content);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private byte[]? Read(StoredObject stored)
    {
        try
        {
            using var file = store.OpenContent(stored);
            var content = new byte[stored.Size];
            file.ReadExactly(content);
            return content;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
