namespace Google.Api.Gax;

/// <summary>Where clients take the time from when they compute deadlines.</summary>
public interface IClock
{
    DateTime GetCurrentDateTimeUtc();
}

/// <summary>The machine's own time.</summary>
public sealed class SystemClock : IClock
{
    private SystemClock()
    {
    }

    public static SystemClock Instance { get; } = new();

    public DateTime GetCurrentDateTimeUtc() => TimeProvider.System.GetUtcNow().UtcDateTime;
}
