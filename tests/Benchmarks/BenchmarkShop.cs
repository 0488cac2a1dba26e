using System.Text.Json;
using CloudNative.CloudEvents;
using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing.Handling;
using Shop.Inventory;
using Shop.Testing;

namespace Shop.Benchmarks;

/// <summary>Stock, and orders that are placed for it; afterwards it knows whether all of them were reserved, and once.</summary>
internal sealed class BenchmarkShop
{
    private const int Plenty = 1_000_000;
    private const int Pieces = 2;

    // Each order says that its lines are reserved, and the level of its SKU.
    private const int EventsOfAnOrder = 2;

    private readonly InMemoryDocumentStore _stored = new();
    private readonly IReadOnlyList<Sku> _skus;

    private BenchmarkShop(int skus, int orders, TimeSpan commitLatency, TimeSpan readLatency)
    {
        _skus = [.. Enumerable.Range(0, skus).Select(number => Sku.Parse($"sku-{number}"))];
        Store = new SlowStore(_stored, readLatency, commitLatency);
        Orders = [.. Enumerable.Range(0, orders).Select(number => new OrderPlaced(
            OrderId.Parse($"00000000-0000-7000-8000-{number:x12}"),
            CustomerId.Parse("anna"),
            [new OrderLine(_skus[number % skus], Pieces)]))];
        Events = [.. Orders.Select(Event)];
    }

    public IDocumentStore Store { get; }

    public InMemoryMessageBus Bus { get; } = new();

    public IReadOnlyList<OrderPlaced> Orders { get; }

    public IReadOnlyList<CloudEvent> Events { get; }

    public static async Task<BenchmarkShop> OpenAsync(
        int skus, int orders, TimeSpan commitLatency, TimeSpan readLatency)
    {
        var shop = new BenchmarkShop(skus, orders, commitLatency, readLatency);
        foreach (var chunk in shop._skus.Chunk(DocumentLimits.WritesMax))
        {
            await shop._stored.CommitAsync(
                [.. chunk.Select(sku => Stock.KeyOf(sku).Set(Stock.None.Restock(Plenty)))
                    .Select(change => new DocumentWrite.Put(change.Name, change.Data!.Value, DocumentVersion.Absent))],
                default);
        }
        return shop;
    }

    /// <exception cref="InvalidDataException">What is stored or was said does not add up.</exception>
    public async Task VerifyAsync(bool says)
    {
        foreach (var (sku, number) in _skus.Select((sku, number) => (sku, number)))
        {
            var orders = Orders.Count / _skus.Count + (number < Orders.Count % _skus.Count ? 1 : 0);
            var (stock, expected) = (await FindAsync(Stock.KeyOf(sku)),
                new Stock(Plenty - orders * Pieces, orders * Pieces, orders + 1));
            Require(stock == expected, $"The stock of {sku} is {stock} and not {expected}.");
        }
        foreach (var order in Orders)
        {
            var reservation = await FindAsync(Reservation.KeyOf(order.OrderId));
            Require(
                reservation is { Status: ReservationStatus.Reserved } && reservation.Lines.SequenceEqual(order.Lines),
                $"Order {order.OrderId} is not reserved.");
        }
        var said = Bus.Published.Select(published => published.Message.Attributes["ce-id"]).ToList();
        var saidExpected = says ? Orders.Count * EventsOfAnOrder : 0;
        Require(
            said.Count == saidExpected && said.Distinct().Count() == saidExpected,
            $"{said.Count} events were said and not {saidExpected}.");
    }

    private async Task<TState?> FindAsync<TState>(DocumentKey<TState> key)
        where TState : class
    {
        var document = (await _stored.GetManyAsync([key.Name], default))[0];
        return document.Exists ? document.Data.Deserialize(key.Json) : null;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException(otherwise);
        }
    }

    private static CloudEvent Event(OrderPlaced placed) => new()
    {
        Id = "place-" + placed.OrderId.Value,
        Source = new Uri("/bench", UriKind.Relative),
        Type = EventContracts.OrderPlaced.Type,
        Time = TimeProvider.System.GetUtcNow(),
        DataContentType = "application/json",
        Data = JsonSerializer.SerializeToElement(placed, EventContracts.OrderPlaced.Json),
    };

    /// <summary>A store that is somewhere else: half of the time is the way there, half the way back.</summary>
    private sealed class SlowStore(IDocumentStore store, TimeSpan reads, TimeSpan commits) : IDocumentStore
    {
        public async Task<IReadOnlyList<Document>> GetManyAsync(
            IReadOnlyList<DocumentName> names, CancellationToken cancellationToken)
        {
            await Task.Delay(reads / 2, cancellationToken);
            var read = await store.GetManyAsync(names, cancellationToken);
            await Task.Delay(reads / 2, cancellationToken);
            return read;
        }

        public Task<DocumentPage> ListAsync(
            CollectionName collection, int pageSize, string? pageToken, CancellationToken cancellationToken) =>
            throw new NotSupportedException("No handler lists.");

        public async Task<CommitOutcome> CommitAsync(
            IReadOnlyList<DocumentWrite> writes, CancellationToken cancellationToken)
        {
            await Task.Delay(commits / 2, cancellationToken);
            var outcome = await store.CommitAsync(writes, cancellationToken);
            await Task.Delay(commits / 2, cancellationToken);
            return outcome;
        }
    }
}
