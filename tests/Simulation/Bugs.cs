using System.Text.Json;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing.Handling;
using Shop.Inventory;
using Shop.Orders;

namespace Shop.Simulation;

/// <summary>Six bugs that such systems really have. Each must be caught, or the simulation proves nothing.</summary>
internal static class Bugs
{
    public static Bug InboxEntryNotWritten { get; } = new(Store: (_, store) => new AlteredStore(
        store, writes => [.. writes.Where(write => !write.Name.Path.Contains("-inbox/", StringComparison.Ordinal))]));

    public static Bug PublishBeforeCommit { get; } = new(Store: (process, store) => new AlteredStore(store, before: async writes =>
    {
        // What the inbox is about to remember is said before it is stored.
        foreach (var put in writes.OfType<DocumentWrite.Put>().Where(put => put.Name.Path.Contains("-inbox/", StringComparison.Ordinal)))
        {
            foreach (var said in put.Data.GetProperty("events").EnumerateArray())
            {
                await process.PublishAsync(TopicOf(said), Message(said), default);
            }
        }
    }));

    public static Bug PreconditionLeftOut { get; } = new(Store: (_, store) => new AlteredStore(store, blind: "stock/"));

    public static Bug ReleaseWithoutReservationCheck { get; } = new(Inventory:
    [
        .. Shop.Inventory.Handlers.All.Where(route => route.Contract != EventContracts.OrderCancelled),
        new EventRoute<OrderCancelled>(EventContracts.OrderCancelled, ReleaseStock.Reads, (received, state) =>
        {
            var order = received.Data.OrderId;
            var lines = OrderLines.Merge(received.Data.Lines);
            return new Ruling.Applied(
                [
                    Reservation.KeyOf(order).Set(new Reservation(ReservationStatus.Released, lines)),
                    .. lines.Select(line => Stock.KeyOf(line.Sku).Set(
                        (state.Find(Stock.KeyOf(line.Sku)) ?? Stock.None) is var stock
                            ? stock with { Available = stock.Available + line.Quantity, Reserved = stock.Reserved - line.Quantity, Revision = stock.Revision + 1 }
                            : Stock.None)),
                ],
                []);
        }),
    ]);

    public static Bug InventoryListensToRequests { get; } = new(Inventory:
    [
        .. Shop.Inventory.Handlers.All,
        new EventRoute<OrderCancellationRequested>(
            EventContracts.OrderCancellationRequested,
            requested => (DocumentName[])[Reservation.KeyOf(requested.OrderId).Name],
            (received, state) => ReleaseStock.Decide(
                new(
                    received.Id, received.Source, received.Time,
                    new OrderCancelled(received.Data.OrderId, received.Data.CustomerId, [])),
                state),
            (requested, state) => ReleaseStock.ReadsMore(new OrderCancelled(requested.OrderId, requested.CustomerId, []), state)),
    ]);

    public static Bug StatusByArrivalOrder { get; } = new(Orders:
    [
        .. Shop.Orders.Handlers.All.Where(route => route.Contract != EventContracts.OrderCancellationRequested),
        new EventRoute<OrderCancellationRequested>(
            EventContracts.OrderCancellationRequested,
            requested => (DocumentName[])[Order.KeyOf(requested.OrderId).Name],
            (received, state) =>
            {
                // "Not there yet, or finished already? Ignore it."
                var known = state.Find(Order.KeyOf(received.Data.OrderId));
                return known?.Status == OrderStatus.Placed
                    ? OrderDecision.Decide(received.Data.OrderId, new OrderFact.CancellationRequested(received.Data.CustomerId), state)
                    : Ruling.Nothing;
            }),
    ]);

    private static TopicName TopicOf(JsonElement said) => TopicName.FromProjectTopic(
        "local", EventContracts.All.Single(contract => contract.Type == said.GetProperty("type").GetString()).Topic);

    private static PubsubMessage Message(JsonElement said) => new()
    {
        Data = ByteString.CopyFromUtf8(JsonSerializer.Serialize(said.GetProperty("data"))),
        Attributes =
        {
            ["ce-specversion"] = "1.0",
            ["ce-id"] = said.GetProperty("id").GetString(),
            ["ce-source"] = "/shop/early",
            ["ce-type"] = said.GetProperty("type").GetString(),
            ["ce-subject"] = said.GetProperty("subject").GetString(),
            ["ce-sequence"] = said.TryGetProperty("sequence", out var sequence) ? $"{sequence.GetInt64():d19}" : "0",
            ["ce-time"] = World.Now.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["content-type"] = "application/json",
        },
    };

    private sealed class AlteredStore(
        IDocumentStore store,
        Func<IReadOnlyList<DocumentWrite>, IReadOnlyList<DocumentWrite>>? alter = null,
        Func<IReadOnlyList<DocumentWrite>, Task>? before = null,
        string? blind = null) : IDocumentStore
    {
        public Task<IReadOnlyList<Document>> GetManyAsync(
            IReadOnlyList<DocumentName> names, CancellationToken cancellationToken) => store.GetManyAsync(names, cancellationToken);

        public Task<DocumentPage> ListAsync(
            CollectionName collection, int pageSize, string? pageToken, CancellationToken cancellationToken) =>
            store.ListAsync(collection, pageSize, pageToken, cancellationToken);

        public async Task<CommitOutcome> CommitAsync(
            IReadOnlyList<DocumentWrite> writes, CancellationToken cancellationToken)
        {
            var altered = alter?.Invoke(writes) ?? writes;
            if (before is not null)
            {
                await before(writes);
            }
            if (blind is not null)
            {
                altered = await BlindAsync(altered, cancellationToken);
            }
            return altered.Count == 0 ? CommitOutcome.Committed : await store.CommitAsync(altered, cancellationToken);
        }

        // Whatever version is there now is taken for the one that was read.
        private async Task<IReadOnlyList<DocumentWrite>> BlindAsync(
            IReadOnlyList<DocumentWrite> writes, CancellationToken cancellationToken)
        {
            var current = (await store.GetManyAsync([.. writes.Select(write => write.Name)], cancellationToken))
                .ToDictionary(document => document.Name, document => document.Version);
            return
            [
                .. writes.Select(write => write is DocumentWrite.Put put && put.Name.Path.StartsWith(blind!, StringComparison.Ordinal)
                    ? put with { Expected = current[put.Name] }
                    : write),
            ];
        }
    }
}
