using System.Globalization;
using System.Text.Json;
using CloudNative.CloudEvents;
using Shop.Contracts;

namespace Shop.Eventing;

/// <summary>An event that a decision asks for, before it is put into its envelope.</summary>
/// <param name="Contract">Its type.</param>
/// <param name="Subject">Id of what it is about; printable ASCII without <c>%</c> and <c>"</c>.</param>
/// <param name="Sequence">Its rank among the events of the subject; absent for requests, which have none.</param>
/// <param name="Data">What it says: a JSON object that fulfils the contract.</param>
public sealed record OutgoingEvent(EventContract Contract, string Subject, long? Sequence, JsonElement Data)
{
    // The digits of the largest generation that Cloud Storage can give, and more than any rank or revision.
    private const string SequenceFormat = "D19";

    /// <param name="contract">Its type.</param>
    /// <param name="subject">Id of what it is about.</param>
    /// <param name="sequence">Its rank among the events of the subject.</param>
    /// <param name="data">What it says.</param>
    /// <typeparam name="TData">Its data.</typeparam>
    public static OutgoingEvent Of<TData>(EventContract<TData> contract, string subject, long? sequence, TData data) =>
        new(contract, subject, sequence, JsonSerializer.SerializeToElement(data, contract.Json));

    /// <summary>Puts the event into its envelope.</summary>
    /// <param name="id">Derived from its cause by <see cref="EventIds"/>; same id, same data.</param>
    /// <param name="source">The function that says it; with the id it identifies the event for ever.</param>
    /// <param name="cause">The event that led to it.</param>
    /// <param name="time">When it happened.</param>
    /// <exception cref="ArgumentException">Id, subject or source would not survive the wire unchanged.</exception>
    public CloudEvent Seal(string id, Uri source, EventCause cause, DateTimeOffset time)
    {
        RequireSafe(id, nameof(id));
        RequireSafe(Subject, nameof(Subject));
        RequireSafe(source.OriginalString, nameof(source));
        return new CloudEvent(CloudEventsSpecVersion.V1_0, EventExtensions.All)
        {
            Id = id,
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
            Data = Data,
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
