using Microsoft.Win32.SafeHandles;
using Shop.LocalCloud.Hosting;

namespace Shop.LocalCloud.Durability;

/// <summary>The file of a log: frames one after the other, behind a mark that says what it is.</summary>
internal sealed class LogFile : IDisposable
{
    private static readonly byte[] _mark = "SHOPLOG1"u8.ToArray();

    private readonly SafeFileHandle _file;

    private LogFile(SafeFileHandle file, long length) => (_file, Length) = (file, length);

    public long Length { get; private set; }

    /// <summary>Makes a new, empty one.</summary>
    public static LogFile Create(string path)
    {
        var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
        RandomAccess.Write(file, _mark, 0);
        RandomAccess.FlushToDisk(file);
        return new LogFile(file, _mark.Length);
    }

    /// <summary>
    /// Reads what is there. A frame at the end that does not add up was never acknowledged, and is cut off.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="replay">Gets each record.</param>
    /// <param name="discardedBytes">What was cut off.</param>
    /// <exception cref="SuiteFailedException">It is damaged before its end, or no log.</exception>
    public static LogFile Open(string path, Action<ReadOnlyMemory<byte>> replay, out long discardedBytes)
    {
        using (var stream = File.OpenRead(path))
        {
            if (stream.Length >= _mark.Length)
            {
                var good = Read(stream, path, replay);
                discardedBytes = stream.Length - good;
                return Continue(path, good);
            }
            // The process that made it was killed before it had written anything.
            discardedBytes = stream.Length;
        }
        return Create(path);
    }

    public void Append(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        var frame = Frame.Around(records);
        RandomAccess.Write(_file, frame, Length);
        Length += frame.Length;
    }

    public void Flush() => RandomAccess.FlushToDisk(_file);

    public void Dispose() => _file.Dispose();

    private static LogFile Continue(string path, long good)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        RandomAccess.SetLength(file, good);
        return new LogFile(file, good);
    }

    private static long Read(FileStream stream, string path, Action<ReadOnlyMemory<byte>> replay)
    {
        var mark = new byte[_mark.Length];
        stream.ReadExactly(mark);
        if (!mark.AsSpan().SequenceEqual(_mark))
        {
            throw Damaged(path, 0);
        }
        while (TryReadFrame(stream) is { } content)
        {
            foreach (var record in Frame.Records(content))
            {
                replay(record);
            }
        }
        return TornAt(stream, path);
    }

    // Leaves the position behind a whole frame, else where that frame begins.
    private static byte[]? TryReadFrame(FileStream stream)
    {
        var start = stream.Position;
        var header = new byte[Frame.HeaderBytes];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length
            && Frame.ContentBytes(header) is { } length
            && length <= stream.Length - stream.Position)
        {
            var content = new byte[length];
            stream.ReadExactly(content);
            if (Frame.Fits(header, content))
            {
                return content;
            }
        }
        stream.Position = start;
        return null;
    }

    // Writes follow each other, so what lies before a whole frame had been flushed, and is lost by no crash.
    private static long TornAt(FileStream stream, string path)
    {
        var start = stream.Position;
        var rest = new byte[stream.Length - start];
        stream.ReadExactly(rest);
        return rest.Length > 0 && Frame.IsAnywhereIn(rest.AsSpan(1)) ? throw Damaged(path, start) : start;
    }

    private static SuiteFailedException Damaged(string path, long at) => new(
        $"{path} is damaged at byte {at}, before its end, which no crash can do. Put back a copy of that file, or "
        + "move it away to start without what it holds (--fresh starts without anything), and have the disk "
        + "checked");
}
