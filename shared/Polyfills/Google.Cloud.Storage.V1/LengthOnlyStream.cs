namespace Google.Cloud.Storage.V1;

/// <summary>Stands for content that somebody else sends: at most its length is known.</summary>
internal sealed class LengthOnlyStream(long? length) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => length.HasValue;

    public override bool CanWrite => false;

    public override long Length => length ?? throw new NotSupportedException();

    public override long Position { get; set; }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
