using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Google.Cloud.PubSub.V1;
using Microsoft.Extensions.Logging.Abstractions;
using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing.Handling;
using Shop.Eventing.Receiving;
using Shop.Testing;

namespace Shop.Eventing.Tests.Effects;

/// <summary>A function that counts the restocks of a SKU, after an effect which the test supplies.</summary>
internal sealed class EffectRun
{
    public static readonly Sku Mug = Sku.Parse("mug");

    private static readonly JsonEventFormatter _formatter = new();
    private readonly EventReceiver _receiver;

    public EffectRun(
        Func<Received<InventoryRestocked>, EffectContext, CancellationToken, Task<string>> perform)
    {
        async Task<string> Counted(
            Received<InventoryRestocked> received, EffectContext context, CancellationToken cancellationToken)
        {
            Performed.Add(received.Id);
            return await perform(received, context, cancellationToken);
        }
        _receiver = new EventReceiver(
            "counter",
            [
                new EventRoute<InventoryRestocked, string>(
                    EventContracts.InventoryRestocked,
                    _ => (DocumentName[])[Key.Name],
                    Counted,
                    Decide,
                    More),
                new EventRoute<OrderCancellationRequested>(
                    EventContracts.OrderCancellationRequested,
                    _ => (DocumentName[])[Key.Name],
                    (_, state) => new Ruling.Applied([Key.Set(Next(state, 100))], [])),
            ],
            new HashSet<string>(),
            Store,
            PipelineLimits.Default with { ConflictDelay = TimeSpan.Zero },
            new EventPublisher(Bus, _formatter, new Dictionary<string, TopicName>
            {
                [EventContracts.InventoryLevelChanged.Type] = TopicName.FromProjectTopic(
                    "local", "inventory"),
            }),
            new DeadLetters(Bus, _formatter, TopicName.FromProjectTopic("local", "dead-letters"), "counter"),
            _formatter,
            Clock,
            NullLogger.Instance);
    }

    /// <summary>
    /// The document is an event's data, since tests need no JSON context of their own then.
    /// </summary>
    public static DocumentKey<InventoryLevelChanged> Key { get; } =
        new(new DocumentName("counts/mug"), ContractsJson.Default.InventoryLevelChanged);

    /// <summary>Only read, and only once there is the other one.</summary>
    public static DocumentKey<InventoryLevelChanged> MoreKey { get; } =
        new(new DocumentName("more/mug"), ContractsJson.Default.InventoryLevelChanged);

    public InMemoryDocumentStore Store { get; } = new();

    public InMemoryMessageBus Bus { get; } = new();

    public FakeClock Clock { get; } = new();

    /// <summary>Ids of the events whose effect was performed, each as often as it was.</summary>
    public List<string> Performed { get; } = [];

    /// <summary>Results of the effects that decisions were shown, each as often as one was.</summary>
    public List<string> Decided { get; } = [];

    public Task<Outcome> RestockAsync(
        string id, int quantity = 1, CancellationToken cancellationToken = default) =>
        _receiver.ReceiveAsync(
            Event(id, EventContracts.InventoryRestocked, new InventoryRestocked(Mug, quantity)),
            null,
            cancellationToken);

    /// <summary>An event without effect that touches the same document.</summary>
    public Task<Outcome> TouchAsync(string id) => _receiver.ReceiveAsync(
        Event(
            id,
            EventContracts.OrderCancellationRequested,
            new OrderCancellationRequested(default, CustomerId.Parse("anna"))),
        null,
        default);

    private static CloudEvent Event<TData>(string id, EventContract<TData> contract, TData data) =>
        OutgoingEvent.Of(contract, "mug", 1, data)
            .Seal(id, Samples.Source, Samples.Cause, new FakeClock().GetUtcNow());

    private Ruling.Applied Decide(Received<InventoryRestocked> received, string effect, StateView state)
    {
        Decided.Add(effect);
        var next = Next(state, received.Data.Quantity);
        return new Ruling.Applied(
            [Key.Set(next)],
            [OutgoingEvent.Of(EventContracts.InventoryLevelChanged, "mug", next.Revision, next)]);
    }

    private static IReadOnlyList<DocumentName> More(InventoryRestocked restocked, StateView state) =>
        state.Find(Key) is null ? [] : [MoreKey.Name];

    private static InventoryLevelChanged Next(StateView state, int quantity)
    {
        var known = state.Find(Key) ?? new InventoryLevelChanged(Mug, 0, 0, 0);
        return known with { Available = known.Available + quantity, Revision = known.Revision + 1 };
    }
}
