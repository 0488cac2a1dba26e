namespace Shop.LocalCloud.Durability;

/// <summary>
/// Everything of one owner that must survive <c>kill -9</c>: an append-only file of records with checksums.
/// What is appended while the disk is busy goes to it together, so that many writers share one flush. When most
/// of the file is of the past, it is replaced by what its owner says is true now.
/// </summary>
/// <remarks>
/// The owner appends under the lock under which it changes its state. Records say what is now so, rather than
/// what changed: one that is also in the rewritten file is then replayed without harm.
/// </remarks>
internal sealed partial class RecordLog : IAsyncDisposable
{
    // Below this a rewrite saves nothing worth having.
    public const long RewriteBytesMin = 16 << 20;

    private const string FreshEnding = ".new";
    private const int FrameBytes = 1 << 20;

    private readonly string _path;
    private readonly Func<IEnumerable<ReadOnlyMemory<byte>>> _snapshot;
    private readonly long _rewriteBytesMin;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Task _writing;
    private LogFile _file;
    private long _rewriteAbove;
    private Batch _next = new();
    private Task _inFlight = Task.CompletedTask;
    private IOException? _failure;
    private bool _closed;

    /// <param name="path">The file; it is made where there is none.</param>
    /// <param name="replay">Gets each record of the past, before this returns.</param>
    /// <param name="snapshot">Records that stand for all there have been; called by any thread.</param>
    /// <param name="logger">Hears of what was cut off, and of a rewrite that failed.</param>
    /// <param name="rewriteBytesMin">Smaller than this, the file is not rewritten.</param>
    public RecordLog(
        string path,
        Action<ReadOnlyMemory<byte>> replay,
        Func<IEnumerable<ReadOnlyMemory<byte>>> snapshot,
        ILogger logger,
        long rewriteBytesMin = RewriteBytesMin)
    {
        (_path, _snapshot, _logger, _rewriteBytesMin) = (path, snapshot, logger, rewriteBytesMin);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Of a rewrite that was killed before it took the place of the old file.
        File.Delete(path + FreshEnding);
        var discarded = 0L;
        _file = File.Exists(path) ? LogFile.Open(path, replay, out discarded) : LogFile.Create(path);
        if (discarded > 0)
        {
            LogTornTail(path, discarded);
        }
        _rewriteAbove = Math.Max(rewriteBytesMin, _file.Length);
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>
    /// Done when all that was appended before is on the disk. Fails for good when the disk has failed: what is
    /// on it is then unknown, and only reading it again, in a new process, can tell.
    /// </summary>
    public Task Durable
    {
        get
        {
            lock (_gate)
            {
                return _failure is { } failure ? Task.FromException(failure)
                    : _next.Records.Count > 0 ? _next.Done.Task : _inFlight;
            }
        }
    }

    /// <summary>Takes a record; <see cref="Durable"/> tells when it is safe.</summary>
    /// <exception cref="IOException">The disk has failed; nothing was taken.</exception>
    public void Append(ReadOnlyMemory<byte> record)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_failure is { } failure)
            {
                throw new IOException(failure.Message, failure);
            }
            _next.Records.Add(record);
            if (_next.Records.Count == 1)
            {
                _wake.Release();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }
            _closed = true;
        }
        _wake.Release();
        await _writing;
        _file.Dispose();
        _wake.Dispose();
    }

    private async Task WriteAsync()
    {
        while (TakeNext() is var batch && (batch is not null || !IsClosed()))
        {
            if (batch is null)
            {
                await _wake.WaitAsync();
                continue;
            }
            Write(batch);
        }
    }

    private Batch? TakeNext()
    {
        lock (_gate)
        {
            if (_next.Records.Count == 0)
            {
                return null;
            }
            var taken = _next;
            _next = new Batch();
            _inFlight = taken.Done.Task;
            return taken;
        }
    }

    private bool IsClosed()
    {
        lock (_gate)
        {
            return _closed && _next.Records.Count == 0;
        }
    }

    private void Write(Batch batch)
    {
        try
        {
            if (_failure is null)
            {
                _file.Append(batch.Records);
                _file.Flush();
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Fail(fault);
        }
        if (_failure is { } failure)
        {
            batch.Done.SetException(failure);
            // Somebody may have stopped waiting; that is no reason to end the process.
            _ = batch.Done.Task.Exception;
            return;
        }
        batch.Done.SetResult();
        if (_file.Length > _rewriteAbove)
        {
            Rewrite();
        }
    }

    private void Fail(Exception fault)
    {
        lock (_gate)
        {
            _failure = new IOException(
                $"{_path} could not be written: {fault.Message} Make room or mend the disk, and start again.",
                fault);
        }
    }

    private void Rewrite()
    {
        var fresh = _path + FreshEnding;
        LogFile? file = null;
        try
        {
            file = LogFile.Create(fresh);
            WriteSnapshot(file);
            // On a rename, whoever opens the name finds one of the two, whole.
            File.Move(fresh, _path, overwrite: true);
            (_file, file) = (file, _file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogNotRewritten(_path, fault.Message);
        }
        file?.Dispose();
        _rewriteAbove = Math.Max(_rewriteBytesMin, 2 * _file.Length);
    }

    private void WriteSnapshot(LogFile file)
    {
        var records = new List<ReadOnlyMemory<byte>>();
        var bytes = 0;
        foreach (var record in _snapshot())
        {
            records.Add(record);
            bytes += record.Length;
            if (bytes >= FrameBytes)
            {
                file.Append(records);
                records.Clear();
                bytes = 0;
            }
        }
        if (records.Count > 0)
        {
            file.Append(records);
        }
        file.Flush();
    }

    [LoggerMessage(Level = LogLevel.Information, Message =
        "{Path} ended in {Bytes} bytes that were never acknowledged; they are cut off")]
    private partial void LogTornTail(string path, long bytes);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "{Path} goes on growing, because it could not be rewritten: {Reason}")]
    private partial void LogNotRewritten(string path, string reason);

    private sealed class Batch
    {
        public List<ReadOnlyMemory<byte>> Records { get; } = [];

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
