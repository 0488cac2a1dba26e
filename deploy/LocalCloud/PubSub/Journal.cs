using System.Text;

namespace Shop.LocalCloud.PubSub;

/// <summary>
/// Everything that must survive <c>kill -9</c>, line by line in one file. A line is handed to the operating
/// system before its effect is seen by anyone; a last line that was cut off never had one.
/// </summary>
internal sealed class Journal : IDisposable
{
    // Below this a rewrite saves nothing worth having.
    private const int LinesBeforeRewriteMin = 20_000;

    private readonly string _path;
    private FileStream _file;
    private long _lines;

    private Journal(string path, FileStream file)
    {
        _path = path;
        _file = file;
    }

    internal static Journal Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "journal.ndjson");
        return new Journal(path, OpenFile(path));
    }

    internal IEnumerable<JournalEntry> Read()
    {
        _file.Position = 0;
        using var reader = new StreamReader(_file, Encoding.UTF8, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            if (JournalEntry.FromLine(line) is { } entry)
            {
                yield return entry;
            }
        }
    }

    internal void Append(JournalEntry entry)
    {
        _file.Write(Encoding.UTF8.GetBytes(entry.ToLine() + "\n"));
        _file.Flush();
        _lines++;
    }

    /// <summary>Whether most lines can be expected to be of the past.</summary>
    /// <param name="live">How many lines a rewrite would leave.</param>
    internal bool IsLong(int live) => _lines > LinesBeforeRewriteMin && _lines / 2 > live;

    /// <summary>
    /// Puts a new file in the place of the old one in one step, so that a crash leaves one of the two.
    /// </summary>
    internal void Rewrite(IEnumerable<JournalEntry> entries)
    {
        var fresh = _path + ".new";
        _lines = 0;
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            foreach (var entry in entries)
            {
                file.Write(Encoding.UTF8.GetBytes(entry.ToLine() + "\n"));
                _lines++;
            }
            file.Flush(flushToDisk: true);
        }
        _file.Dispose();
        File.Move(fresh, _path, overwrite: true);
        _file = OpenFile(_path);
        _file.Seek(0, SeekOrigin.End);
    }

    public void Dispose() => _file.Dispose();

    // Two local clouds on one folder would overwrite each other; on Unix, only None locks.
    private static FileStream OpenFile(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
