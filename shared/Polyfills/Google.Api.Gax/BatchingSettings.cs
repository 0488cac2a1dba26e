namespace Google.Api.Gax;

/// <summary>When a batch that is being filled is sent; the first threshold that is reached decides.</summary>
public sealed class BatchingSettings
{
    public BatchingSettings(long? elementCountThreshold, long? byteCountThreshold, TimeSpan? delayThreshold)
    {
        ElementCountThreshold =
            GaxPreconditions.CheckNonNegative(elementCountThreshold, nameof(elementCountThreshold));
        ByteCountThreshold =
            GaxPreconditions.CheckNonNegative(byteCountThreshold, nameof(byteCountThreshold));
        if (delayThreshold < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(
                nameof(delayThreshold), $"Value {delayThreshold.Value.TotalSeconds} should be non-negative.");
        }
        DelayThreshold = delayThreshold;
    }

    public long? ElementCountThreshold { get; }

    public long? ByteCountThreshold { get; }

    /// <summary>Counted from the first element of the batch.</summary>
    public TimeSpan? DelayThreshold { get; }
}
