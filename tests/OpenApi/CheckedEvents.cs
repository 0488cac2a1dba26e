using System.Text;
using Json.Schema;

namespace Shop.OpenApi;

/// <summary>Checks the events of a stream while somebody reads it.</summary>
internal sealed class CheckedEvents(
    Stream inner, Operation operation, IReadOnlyDictionary<string, JsonSchema> events, Coverage coverage) : Stream
{
    private readonly List<byte> _block = [];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <returns>Content with the same headers.</returns>
    public static async Task<HttpContent> WrapAsync(
        HttpContent content, Operation operation, IReadOnlyDictionary<string, JsonSchema> events, Coverage coverage,
        CancellationToken cancellationToken)
    {
        var wrapped = new StreamContent(new CheckedEvents(
            await content.ReadAsStreamAsync(cancellationToken), operation, events, coverage));
        foreach (var (name, values) in content.Headers)
        {
            wrapped.Headers.TryAddWithoutValidation(name, values);
        }
        return wrapped;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        Take(buffer.Span[..count]);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Take(buffer.AsSpan(offset, read));
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    // A blank line ends an event.
    private void Take(ReadOnlySpan<byte> bytes)
    {
        foreach (var letter in bytes)
        {
            _block.Add(letter);
            if (_block is [.., (byte)'\n', (byte)'\n'])
            {
                Check(Encoding.UTF8.GetString([.. _block]));
                _block.Clear();
            }
        }
    }

    // Comments, which keep a silent connection alive, and hints when to come back hold no data.
    private void Check(string block)
    {
        if (Field(block, "data") is not { } data)
        {
            return;
        }
        var name = Field(block, "event") ?? "message";
        var faults = events.TryGetValue(name, out var schema)
            ? Contract.Faults(data, schema).ToList()
            : [$"event {name} is not declared; declared are {string.Join(", ", events.Keys)}"];
        if (faults.Count > 0)
        {
            var text = $"{operation.Name}, event {name}: {string.Join("; ", faults)}";
            coverage.Fault(text);
            throw new ContractBrokenException(text);
        }
    }

    private static string? Field(string block, string name) => block.Split('\n')
        .Where(line => line.StartsWith(name + ":", StringComparison.Ordinal))
        .Select(line => line[(name.Length + 1)..].TrimStart(' '))
        .FirstOrDefault();
}
