using System.Globalization;
using System.Text.Json;
using CloudNative.CloudEvents;
using Shop.Contracts;

namespace Shop.Eventing;

/// <summary>An event that a decision asks for, before it is put into its envelope.</summary>
/// <typeparam name="TData">Its data.</typeparam>
/// <param name="Contract">Its type.</param>
/// <param name="Id">Derived from its cause by <see cref="EventIds"/>; same id, same data.</param>
/// <param name="Subject">Id of what it is about; printable ASCII without <c>%</c> and <c>"</c>.</param>
/// <param name="Sequence">Its rank among the events of the subject; absent for requests, which have none.</param>
/// <param name="Data">What it says.</param>
public sealed record EventDraft<TData>(
    EventContract<TData> Contract, string Id, string Subject, long? Sequence, TData Data)
{
    // The digits of the largest generation that Cloud Storage can give, and more than any rank or revision.
    private const string SequenceFormat = "D19";

    /// <summary>Puts the event into its envelope.</summary>
    /// <param name="source">The function that says it; with the id it identifies the event for ever.</param>
    /// <param name="cause">The event that led to it.</param>
    /// <param name="time">When it happened.</param>
    /// <exception cref="ArgumentException">Id, subject or source would not survive the wire unchanged.</exception>
    public CloudEvent Seal(Uri source, EventCause cause, DateTimeOffset time)
    {
        RequireSafe(Id, nameof(Id));
        RequireSafe(Subject, nameof(Subject));
        RequireSafe(source.OriginalString, nameof(source));
        return new CloudEvent(CloudEventsSpecVersion.V1_0, EventExtensions.All)
        {
            Id = Id,
            Source = source,
            Type = Contract.Type,
            Subject = Subject,
            Time = time.ToUniversalTime(),
            DataContentType = "application/json",
            DataSchema = Contract.DataSchema,
            [EventExtensions.PartitionKey] = Subject,
            [EventExtensions.Sequence] = Sequence?.ToString(SequenceFormat, CultureInfo.InvariantCulture),
            [EventExtensions.CorrelationId] = cause.CorrelationId,
            [EventExtensions.CausationId] = cause.EventId,
            [EventExtensions.Hops] = cause.Hops + 1,
            [EventExtensions.TraceParent] = cause.TraceParent,
            Data = JsonSerializer.SerializeToElement(Data, Contract.Json),
        };
    }

    private static void RequireSafe(string value, string what)
    {
        if (!AttributeText.IsSafe(value))
        {
            throw new ArgumentException($"'{value}' cannot be carried in an attribute unchanged.", what);
        }
    }
}
