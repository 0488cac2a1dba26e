using Shop.LocalCloud.Storage.Disk;

namespace Shop.LocalCloud.Storage.Uploads;

/// <summary>One session in memory: the requests for it take turns, and a newer one ends an older.</summary>
/// <remarks>
/// A client whose connection stalled comes back on another one while the server may still wait for bytes on
/// the first. The newest request is the one that the client believes in.
/// </remarks>
internal sealed class ActiveUpload(UploadSession session, string contentPath) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _gate = new();
    private CancellationTokenSource _current = new();
    private ContentWriter? _writer;

    public UploadSession Session { get; set; } = session;

    /// <summary>
    /// Opened at first use: after a restart, what the earlier process kept is read and hashed again.
    /// </summary>
    public ContentWriter Writer => _writer ??= ContentWriter.Resume(contentPath);

    /// <returns>The turn; its token is cancelled when a newer request comes.</returns>
    public async Task<Turn> TakeTurnAsync(CancellationToken cancellationToken)
    {
        CancellationTokenSource mine = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        CancellationTokenSource older;
        lock (_gate)
        {
            (older, _current) = (_current, mine);
        }
        await older.CancelAsync();
        await _turn.WaitAsync(cancellationToken);
        return new Turn(this, mine.Token);
    }

    /// <summary>Closes the file; <see cref="Writer"/> would open it anew.</summary>
    public void CloseWriter()
    {
        _writer?.Dispose();
        _writer = null;
    }

    public void RemoveContent()
    {
        CloseWriter();
        File.Delete(contentPath);
    }

    public void Dispose()
    {
        CloseWriter();
        _turn.Dispose();
    }

    internal sealed class Turn(ActiveUpload upload, CancellationToken superseded) : IDisposable
    {
        public CancellationToken Superseded { get; } = superseded;

        public void Dispose() => upload._turn.Release();
    }
}
