using System.Buffers;
using System.Text;

namespace Shop.LocalCloud.PubSub;

/// <summary>
/// Everything that must survive <c>kill -9</c> and a power cut, line by line in one file. A single thread
/// writes: what came in while the disk was busy goes out together, with one fsync for all who wait for it.
/// </summary>
internal sealed class Journal : IDisposable
{
    // Below this a rewrite saves nothing worth having.
    private const long BytesBeforeRewriteMin = 32 * 1024 * 1024;

    // The file stays below so many times what the last rewrite left, so rewriting costs a share of writing.
    private const int GrowthBeforeRewrite = 3;

    private readonly string _path;

    // Taken before the other one, by whoever touches the file.
    private readonly Lock _fileGate = new();
    private readonly Lock _batchGate = new();
    private readonly AutoResetEvent _work = new(false);
    private readonly Thread _writer;
    private readonly List<byte[]> _unwritten = [];
    private Batch _batch = new();
    private FileStream _file;
    private long _length;
    private long _rewriteAt = BytesBeforeRewriteMin;
    private bool _isSynced = true;
    private bool _isClosing;

    private Journal(string path, FileStream file)
    {
        _path = path;
        _file = file;
        _writer = new Thread(WriteBatches) { IsBackground = true, Name = "Pub/Sub journal" };
    }

    internal static Journal Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "journal.ndjson");
        return new Journal(path, OpenFile(path));
    }

    /// <summary>Before the first rewrite only.</summary>
    /// <param name="unreadable">
    /// Called for each line that says nothing, but for one that a crash has cut off at the end.
    /// </param>
    internal IEnumerable<JournalEntry> Read(Action unreadable)
    {
        _file.Position = 0;
        using var reader = new StreamReader(_file, Encoding.UTF8, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            if (JournalEntry.FromLine(line) is { } entry)
            {
                yield return entry;
            }
            else if (!reader.EndOfStream)
            {
                unreadable();
            }
        }
    }

    /// <summary>Lines reach the file in the order of these calls, soon.</summary>
    internal void Append(JournalEntry entry)
    {
        lock (_batchGate)
        {
            entry.WriteLine(_batch.Lines);
        }
        _work.Set();
    }

    /// <summary>Completes when everything that was appended before is on the disk.</summary>
    internal Task DurableAsync()
    {
        Task durable;
        lock (_batchGate)
        {
            durable = (_batch.Durable ??= NewSignal()).Task;
        }
        _work.Set();
        return durable;
    }

    internal bool IsLong
    {
        get
        {
            lock (_batchGate)
            {
                return Volatile.Read(ref _length) + _batch.Lines.WrittenCount > _rewriteAt;
            }
        }
    }

    /// <summary>
    /// Puts a new file in the place of the old one in one step, so that a crash leaves one of the two.
    /// </summary>
    /// <param name="entries">Everything that counts, what was appended last included.</param>
    internal void Rewrite(IEnumerable<JournalEntry> entries)
    {
        lock (_fileGate)
        {
            var length = WriteFresh(entries);
            // What waits to be written is in the fresh file already.
            var taken = Take();
            _file.Dispose();
            File.Move(FreshPath, _path, overwrite: true);
            _file = OpenFile(_path);
            _file.Seek(0, SeekOrigin.End);
            _unwritten.Clear();
            (_length, _isSynced) = (length, true);
            _rewriteAt = Math.Max(BytesBeforeRewriteMin, GrowthBeforeRewrite * length);
            taken.Durable?.TrySetResult();
        }
        if (_writer.ThreadState.HasFlag(ThreadState.Unstarted))
        {
            _writer.Start();
        }
    }

    /// <summary>
    /// After a rewrite that failed: the old file goes on, and is tried again when it has doubled.
    /// </summary>
    internal void PutOffRewrite() => _rewriteAt = 2 * Volatile.Read(ref _length);

    public void Dispose()
    {
        Volatile.Write(ref _isClosing, true);
        _work.Set();
        if (!_writer.ThreadState.HasFlag(ThreadState.Unstarted))
        {
            _writer.Join();
        }
        _file.Dispose();
        _work.Dispose();
    }

    private string FreshPath => _path + ".new";

    private long WriteFresh(IEnumerable<JournalEntry> entries)
    {
        var line = new ArrayBufferWriter<byte>();
        using var file = new FileStream(FreshPath, FileMode.Create, FileAccess.Write);
        foreach (var entry in entries)
        {
            line.ResetWrittenCount();
            entry.WriteLine(line);
            file.Write(line.WrittenSpan);
        }
        file.Flush(flushToDisk: true);
        return file.Length;
    }

    private void WriteBatches()
    {
        while (true)
        {
            var isLast = Volatile.Read(ref _isClosing);
            lock (_fileGate)
            {
                Write(Take());
            }
            if (isLast)
            {
                return;
            }
            _work.WaitOne();
        }
    }

    private Batch Take()
    {
        lock (_batchGate)
        {
            var taken = _batch;
            _batch = new Batch();
            return taken;
        }
    }

    private void Write(Batch batch)
    {
        if (batch.Lines.WrittenCount > 0)
        {
            _unwritten.Add(batch.Lines.WrittenSpan.ToArray());
        }
        try
        {
            Write(sync: batch.Durable is not null);
            batch.Durable?.TrySetResult();
        }
        catch (IOException fault)
        {
            // Mostly a full disk. The lines are kept and tried again with the next ones; who waits for them
            // is told, and a publisher will try again.
            batch.Durable?.TrySetException(Refusal.NotKept(fault.Message));
        }
    }

    private void Write(bool sync)
    {
        if (_unwritten.Count > 0)
        {
            // A write that failed may have left a part of a line.
            _file.SetLength(_length);
            _file.Seek(0, SeekOrigin.End);
            _isSynced = false;
            _unwritten.ForEach(lines => _file.Write(lines));
            Volatile.Write(ref _length, _length + _unwritten.Sum(lines => (long)lines.Length));
            _unwritten.Clear();
        }
        if (sync && !_isSynced)
        {
            _file.Flush(flushToDisk: true);
            _isSynced = true;
        }
    }

    private static TaskCompletionSource NewSignal() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Two local clouds on one folder would overwrite each other; on Unix, only None locks.
    private static FileStream OpenFile(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

    private sealed class Batch
    {
        internal ArrayBufferWriter<byte> Lines { get; } = new(4096);

        internal TaskCompletionSource? Durable { get; set; }
    }
}
