namespace Shop.ImageProcessor.Storage;

/// <summary>
/// Memory that refuses to grow beyond a bound: what an object claims of its size is not what decides how much
/// memory it costs. Within the bound, room for the expected bytes is made at once, because growing doubles it.
/// </summary>
internal sealed class BoundedBuffer(long bytesExpected, long bytesMax)
    : MemoryStream((int)Math.Min(bytesExpected, bytesMax))
{
    public bool Overflowed { get; private set; }

    public ReadOnlyMemory<byte> Content => GetBuffer().AsMemory(0, (int)Length);

    public override void Write(byte[] buffer, int offset, int count)
    {
        Require(count);
        base.Write(buffer, offset, count);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Require(buffer.Length);
        base.Write(buffer);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Require(count);
        return base.WriteAsync(buffer, offset, count, cancellationToken);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Require(buffer.Length);
        return base.WriteAsync(buffer, cancellationToken);
    }

    private void Require(int count)
    {
        if (Position + count > bytesMax)
        {
            Overflowed = true;
            throw new IOException($"The object has more than {bytesMax} bytes.");
        }
    }
}
