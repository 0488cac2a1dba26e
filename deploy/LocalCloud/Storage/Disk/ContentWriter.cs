using System.Numerics;
using System.Security.Cryptography;

namespace Shop.LocalCloud.Storage.Disk;

/// <summary>Bytes that are whole and on disk, not yet an object.</summary>
internal sealed record FinishedContent(string Path, long Size, string Crc32c, string Md5);

/// <summary>
/// Writes the bytes of an object that is still invisible, and computes both checksums on the way. It advances
/// by whole blocks of 256 KiB, the unit of resumable uploads, until it is finished: what a broken connection
/// leaves of a block is forgotten, so that the checksums always belong to what is in the file.
/// </summary>
internal sealed class ContentWriter : IDisposable
{
    public const int BlockBytes = 256 * 1024;

    private readonly FileStream _file;
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    // Grows up to a block: most objects are far smaller, and arrays of that size are dear to allocate and collect.
    private byte[] _block = [];
    private Crc32c _crc32c;
    private int _filled;

    private ContentWriter(FileStream file) => _file = file;

    public string Path => _file.Name;

    /// <summary>How many bytes are kept, a multiple of <see cref="BlockBytes"/>.</summary>
    public long Length { get; private set; }

    public static ContentWriter Create(string path) =>
        new(new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Delete, 0));

    /// <summary>
    /// Continues a file that an earlier process began: its whole blocks count, the rest does not.
    /// </summary>
    public static ContentWriter Resume(string path)
    {
        var writer = new ContentWriter(
            new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Delete, 0));
        var whole = writer._file.Length - (writer._file.Length % BlockBytes);
        writer._file.SetLength(whole);
        writer.Reserve(whole > 0 ? BlockBytes : 0);
        while (writer.Length < whole)
        {
            writer._file.ReadExactly(writer._block);
            writer.Count(writer._block);
        }
        return writer;
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            var taken = Math.Min(bytes.Length, BlockBytes - _filled);
            Reserve(_filled + taken);
            bytes[..taken].CopyTo(_block.AsMemory(_filled));
            _filled += taken;
            bytes = bytes[taken..];
            if (_filled == BlockBytes)
            {
                await FlushBlockAsync(cancellationToken);
            }
        }
    }

    public async Task WriteAsync(Stream source, CancellationToken cancellationToken)
    {
        var buffer = new byte[BlockBytes / 4];
        int read;
        while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    /// <summary>Drops the bytes beyond the last whole block.</summary>
    public void ForgetPartOfBlock() => _filled = 0;

    public void FlushToDisk() => _file.Flush(flushToDisk: true);

    /// <summary>The writer is closed afterwards.</summary>
    public async Task<FinishedContent> FinishAsync()
    {
        await FlushBlockAsync(CancellationToken.None);
        FlushToDisk();
        var finished = new FinishedContent(
            Path, Length, _crc32c.ToBase64(), Convert.ToBase64String(_md5.GetHashAndReset()));
        Dispose();
        return finished;
    }

    public void Dispose()
    {
        _file.Dispose();
        _md5.Dispose();
    }

    private void Reserve(int bytes)
    {
        if (_block.Length < bytes)
        {
            Array.Resize(ref _block, (int)Math.Min(BlockBytes, BitOperations.RoundUpToPowerOf2((uint)bytes)));
        }
    }

    // Not cancellable half way: a block is counted exactly when it is in the file.
    private async Task FlushBlockAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var block = _block.AsMemory(0, _filled);
        _file.Position = Length;
        await _file.WriteAsync(block, CancellationToken.None);
        Count(block.Span);
        _filled = 0;
    }

    private void Count(ReadOnlySpan<byte> bytes)
    {
        _crc32c.Append(bytes);
        _md5.AppendData(bytes);
        Length += bytes.Length;
    }
}
