using Google.Api.Gax;

namespace Google.Cloud.PubSub.V1;

public abstract partial class PublisherClient
{
    /// <summary>How one client batches, orders and stops.</summary>
    public sealed class Settings
    {
        /// <summary>Null for <see cref="DefaultBatchingSettings"/>.</summary>
        public BatchingSettings BatchingSettings { get; set; }

        /// <summary>Null for delays that really last.</summary>
        public IScheduler Scheduler { get; set; }

        /// <summary>Without it, a message with an ordering key is refused.</summary>
        public bool EnableMessageOrdering { get; set; }

        /// <summary>Null for <see cref="DefaultDisposeTimeout"/>.</summary>
        public TimeSpan? DisposeTimeout { get; set; }

        /// <summary>Sends batches of <see cref="CompressionBytesThreshold"/> or more with gzip.</summary>
        public bool EnableCompression { get; set; }

        /// <summary>Null for 240.</summary>
        public long? CompressionBytesThreshold { get; set; }

        public Settings Clone() => (Settings)MemberwiseClone();

        internal void Validate()
        {
            if (BatchingSettings is not { } batching) return;
            GaxPreconditions.CheckArgumentRange(
                batching.ElementCountThreshold,
                $"{nameof(BatchingSettings)}.{nameof(BatchingSettings.ElementCountThreshold)}",
                1, ElementCountMax);
            GaxPreconditions.CheckArgumentRange(
                batching.ByteCountThreshold,
                $"{nameof(BatchingSettings)}.{nameof(BatchingSettings.ByteCountThreshold)}",
                1, ByteCountMax);
            GaxPreconditions.CheckArgument(
                batching.DelayThreshold is null || batching.DelayThreshold > TimeSpan.Zero,
                $"{nameof(BatchingSettings)}.{nameof(BatchingSettings.DelayThreshold)}", "Must be positive");
        }
    }
}
