using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents;
using Shop.Contracts;
using Shop.Eventing.Handling;

namespace Shop.Eventing.Receiving;

/// <summary>What is to be done with an event, as far as that can be seen without looking at any state.</summary>
internal abstract record Triage
{
    private Triage()
    {
    }

    /// <summary>To be decided.</summary>
    public sealed record Handle(HandledEvent Event, EventCause Cause) : Triage;

    /// <summary>Known, and of no concern here.</summary>
    public sealed record NotNeeded : Triage;

    /// <summary>Can never be handled.</summary>
    public sealed record Refuse(string Reason, string Message) : Triage;

    /// <param name="cloudEvent">The event, unwrapped.</param>
    /// <param name="routes">Handlers by type.</param>
    /// <param name="filesUnknown">Whether this delivery is the one that dead-letters types that nobody knows.</param>
    /// <param name="now">The time.</param>
    public static Triage Of(
        CloudEvent cloudEvent, IReadOnlyDictionary<string, EventRoute> routes, bool filesUnknown, DateTimeOffset now)
    {
        var type = cloudEvent.Type ?? "";
        if (!routes.TryGetValue(type, out var route))
        {
            return OtherType(type, routes, filesUnknown);
        }
        var (cause, causeFault) = EventCause.Read(cloudEvent);
        if (cause is null)
        {
            return new Refuse("not-traceable", causeFault!);
        }
        if (cloudEvent.Time is not { } time || now - time > PipelineLimits.ReplayHorizon)
        {
            return new Refuse("too-old", cloudEvent.Time is null
                ? "The event has no time, so whether it was handled long ago cannot be told."
                : $"The event is older than {PipelineLimits.ReplayHorizon.TotalDays:0} days; whether it was handled, nobody remembers.");
        }
        if (cloudEvent.Data is not JsonElement json)
        {
            return new Refuse("contract-violation", "The data is not JSON, or its content type does not say so.");
        }
        var text = Encoding.UTF8.GetBytes(json.GetRawText());
        var (handled, faults) = route.Bind(cloudEvent.Id!, cloudEvent.Source!.OriginalString, time, text);
        return handled is null
            ? new Refuse("contract-violation", string.Join(" ", faults.Select(fault => $"{fault.Pointer}: {fault.Message}")))
            : new Handle(handled, cause);
    }

    private static Triage OtherType(string type, IReadOnlyDictionary<string, EventRoute> routes, bool filesUnknown)
    {
        if (routes.Keys.FirstOrDefault(handled => NameOf(handled).Length > 0 && NameOf(handled) == NameOf(type)) is { } other)
        {
            return new Refuse("unknown-major", $"Type {type} is not understood, only {other}.");
        }
        return EventContracts.Find(type) is not null || !filesUnknown
            ? new NotNeeded()
            : new Refuse("unknown-type", $"Nobody knows events of type {type}.");
    }

    // The type without its major version.
    private static string NameOf(string type) => type[..Math.Max(0, type.LastIndexOf(".v", StringComparison.Ordinal))];
}
