using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Shop.LocalCloud.Storage.Disk;

namespace Shop.LocalCloud.Storage.Uploads;

/// <summary>Resumable uploads; a session and the blocks it has received survive the process.</summary>
internal sealed class UploadSessions : IDisposable
{
    /// <summary>Google's life of a session.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    // An expired session is refused at once; only its file stays so much longer. To look at all sessions at the
    // start of each would make every upload dearer than the one before.
    private static readonly TimeSpan SweepInterval = TimeSpan.FromHours(1);

    private readonly string _folder;
    private readonly ObjectStore _store;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, ActiveUpload> _uploads = new(StringComparer.Ordinal);
    private DateTimeOffset _nextSweep = DateTimeOffset.MinValue;

    public UploadSessions(string folder, ObjectStore store, TimeProvider clock)
    {
        (_store, _clock) = (store, clock);
        _folder = Directory.CreateDirectory(Path.Combine(folder, "uploads")).FullName;
        DurableFile.Sweep(_folder);
        foreach (var path in Directory.EnumerateFiles(_folder, "*.json").ToList())
        {
            var session = JsonSerializer.Deserialize(
                File.ReadAllBytes(path), StorageJson.Default.UploadSession)
                ?? throw new JsonException($"{path} is null");
            _uploads[session.Id] = new ActiveUpload(Reconcile(session), ContentPath(session.Id));
        }
        RemoveExpired();
    }

    public ActiveUpload Start(
        NewObject incoming, long? contentLength, string? expectedCrc32c, string? expectedMd5)
    {
        ObjectName.Check(incoming.Name);
        _store.List(incoming.Bucket);
        // The final write judges again; this spares the client an upload that can only fail.
        incoming.Preconditions.CheckWrite(_store.Find(incoming.Bucket, incoming.Name));
        RemoveExpired();
        var session = new UploadSession(
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)), incoming.Bucket, incoming.Name,
            incoming.Settings, incoming.Preconditions, _clock.GetUtcNow(), UploadState.Open, contentLength,
            expectedCrc32c, expectedMd5);
        Save(session);
        return _uploads[session.Id] = new ActiveUpload(session, ContentPath(session.Id));
    }

    public ActiveUpload Find(string id) =>
        _uploads.TryGetValue(id, out var upload) && upload.Session.Started + Life > _clock.GetUtcNow()
            ? upload
            : throw new RefusedRequestException(
                404, "notFound", "The upload session does not exist or has expired.");

    /// <summary>Turns what was received into the object. The caller has the turn.</summary>
    public async Task<StoredObject> CompleteAsync(
        ActiveUpload upload, string? expectedCrc32c, string? expectedMd5, string origin)
    {
        var session = upload.Session;
        var content = await upload.Writer.FinishAsync();
        upload.CloseWriter();
        try
        {
            CheckLength(session, content);
            Checksums.Check(content, session.ExpectedCrc32c, session.ExpectedMd5);
            Checksums.Check(content, expectedCrc32c, expectedMd5);
            var written = _store.Write(
                new NewObject(
                    session.Bucket, session.Name, session.Settings, session.Preconditions, origin,
                    UploadId: session.Id),
                content);
            Close(upload, UploadState.Completed, written);
            return written;
        }
        catch (RefusedRequestException)
        {
            // Sending the same bytes again would fail again.
            Close(upload, UploadState.Cancelled);
            throw;
        }
    }

    // A request may say nothing of the length: then it is known only when all has come.
    private static void CheckLength(UploadSession session, FinishedContent content)
    {
        if (session.ContentLength is { } announced && announced != content.Size)
        {
            throw RefusedRequestException.Invalid(
                $"Invalid request. {announced} bytes were announced by X-Upload-Content-Length, but {content.Size} came.");
        }
    }

    public void Cancel(ActiveUpload upload) => Close(upload, UploadState.Cancelled);

    public void Dispose()
    {
        foreach (var upload in _uploads.Values)
        {
            upload.Dispose();
        }
    }

    private void Close(ActiveUpload upload, UploadState state, StoredObject? written = null)
    {
        upload.Session = upload.Session with { State = state, Written = written };
        Save(upload.Session);
        upload.RemoveContent();
    }

    // The process may have died between the write of the object and that of the session.
    private UploadSession Reconcile(UploadSession session) =>
        session.State == UploadState.Open
        && _store.Find(session.Bucket, session.Name) is { } found && found.UploadId == session.Id
            ? session with { State = UploadState.Completed, Written = found }
            : session;

    private void RemoveExpired()
    {
        var now = _clock.GetUtcNow();
        lock (_uploads)
        {
            if (now < _nextSweep)
            {
                return;
            }
            _nextSweep = now + SweepInterval;
        }
        foreach (var (id, upload) in _uploads)
        {
            if (upload.Session.Started + Life <= now && _uploads.TryRemove(id, out _))
            {
                upload.RemoveContent();
                File.Delete(SessionPath(id));
            }
        }
    }

    private void Save(UploadSession session) => DurableFile.Write(
        SessionPath(session.Id),
        JsonSerializer.SerializeToUtf8Bytes(session, StorageJson.Default.UploadSession));

    private string SessionPath(string id) => Path.Combine(_folder, id + ".json");

    private string ContentPath(string id) => Path.Combine(_folder, id + ".bytes");
}
