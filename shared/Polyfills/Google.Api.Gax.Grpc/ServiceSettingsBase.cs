namespace Google.Api.Gax.Grpc;

/// <summary>What the settings of every client have in common.</summary>
public abstract class ServiceSettingsBase
{
    protected ServiceSettingsBase()
    {
    }

    protected ServiceSettingsBase(ServiceSettingsBase existing)
    {
        GaxPreconditions.CheckNotNull(existing, nameof(existing));
        CallSettings = existing.CallSettings;
        Clock = existing.Clock;
        Scheduler = existing.Scheduler;
    }

    /// <summary>
    /// For every call, unless the settings of its kind or of the call itself say otherwise.
    /// </summary>
    public CallSettings CallSettings { get; set; }

    /// <summary>Null for the system's clock.</summary>
    public IClock Clock { get; set; }

    /// <summary>Null for delays that really last.</summary>
    public IScheduler Scheduler { get; set; }
}
