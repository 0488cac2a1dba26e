namespace Shop.LocalCloud.Firestore;

/// <summary>
/// Deletes documents whose timestamp field <c>expiresAt</c> has passed, as a TTL policy on that field would: some
/// time afterwards. At the start too, since a laptop may never run for an hour.
/// </summary>
internal sealed partial class ExpirySweep(DocumentStore store, TimeProvider clock, ILogger<ExpirySweep> logger)
    : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var deleted = await store.DeleteExpiredAsync();
                if (deleted > 0)
                {
                    LogDeleted(deleted);
                }
            }
            catch (IOException fault)
            {
                // Whoever asks for documents is told as well; the functions go on with what needs none.
                LogFault(fault.Message);
            }
            await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Count} documents had expired and are deleted")]
    private partial void LogDeleted(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Expired documents could not be deleted: {Reason}")]
    private partial void LogFault(string reason);
}
