namespace Shop.Documents.Firestore;

/// <summary>How long a call may take, and how often it is made.</summary>
internal static class FirestoreTimes
{
    /// <summary>
    /// One attempt. Healthy calls take milliseconds; a contended commit may wait for locks for seconds.
    /// </summary>
    public static readonly TimeSpan AttemptMax = TimeSpan.FromSeconds(10);

    /// <summary>To open a connection: a packet that was lost twice is not waited for a third time.</summary>
    public static readonly TimeSpan ConnectMax = TimeSpan.FromSeconds(5);

    /// <summary>Names of hosts move; a connection kept for ever would never notice.</summary>
    public static readonly TimeSpan ConnectionAgeMax = TimeSpan.FromMinutes(10);

    /// <summary>
    /// After the first attempt. All of them at their slowest stay under a minute and a half, so well within
    /// the shortest budget of a handler; Pub/Sub's own redelivery is the retry for longer trouble.
    /// </summary>
    public const int RetriesMax = 4;

    /// <summary>Before the first retry; doubled each time, with jitter.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>Before any retry.</summary>
    public static readonly TimeSpan RetryDelayMax = TimeSpan.FromSeconds(5);
}
