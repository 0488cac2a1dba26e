using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Shop.Contracts;
using Shop.Documents;

namespace Shop.Eventing.Handling;

/// <summary>
/// What is remembered of an event that was decided: enough to recognise it, and to say again what it led to. It is
/// written in the same commit as the changes, so that both are there or neither is.
/// </summary>
/// <param name="ContentHash">Hash of type and data: the same id with other content is a contradiction.</param>
/// <param name="Events">The events that the decision asked for.</param>
internal sealed record InboxEntry(string ContentHash, IReadOnlyList<RememberedEvent> Events)
{
    public static DocumentKey<InboxEntry> KeyOf(string handler, HandledEvent handled) => new(
        new DocumentName($"{handler}-inbox/{EventIds.Derive(handler, handled.Source, handled.Id)}"),
        InboxJson.Default.InboxEntry);
}

/// <summary>An event, where it is remembered, and by what it is recognised.</summary>
/// <param name="Event">The event.</param>
/// <param name="Key">Follows from handler, source and id: each function remembers for itself.</param>
/// <param name="ContentHash">Hash of type and data.</param>
internal sealed record InboxSlot(HandledEvent Event, DocumentKey<InboxEntry> Key, string ContentHash)
{
    public static InboxSlot Of(string handler, HandledEvent handled) => new(
        handled, InboxEntry.KeyOf(handler, handled), HashOf(handled));

    public InboxEntry Remember(string handler, IReadOnlyList<OutgoingEvent> events) => new(
        ContentHash,
        [.. events.Select((outgoing, index) => new RememberedEvent(
            EventIds.Derive(handler, Event.Source, Event.Id, $"{index}"),
            outgoing.Contract.Type, outgoing.Subject, outgoing.Sequence, outgoing.Data))]);

    private static string HashOf(HandledEvent handled)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(handled.Type + "\n"));
        hash.AppendData(handled.Content.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>An event as the inbox keeps it: all that must be the same when it is published again.</summary>
internal sealed record RememberedEvent(string Id, string Type, string Subject, long? Sequence, JsonElement Data)
{
    public OutgoingEvent ToOutgoing() => new(
        EventContracts.Find(Type) ?? throw new InvalidDataException($"The inbox remembers an event of the unknown type {Type}."),
        Subject, Sequence, Data);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InboxEntry))]
internal sealed partial class InboxJson : JsonSerializerContext;
