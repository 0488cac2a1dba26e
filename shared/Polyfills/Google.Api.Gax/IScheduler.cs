namespace Google.Api.Gax;

/// <summary>Where clients take their delays from, so that a test need not wait.</summary>
public interface IScheduler
{
    Task Delay(TimeSpan delay, CancellationToken cancellationToken);
}

/// <summary>Delays that really last.</summary>
public sealed class SystemScheduler : IScheduler
{
    private SystemScheduler()
    {
    }

    public static SystemScheduler Instance { get; } = new();

    public Task Delay(TimeSpan delay, CancellationToken cancellationToken) =>
        Task.Delay(delay, cancellationToken);
}
