using Shop.Contracts;
using Shop.Documents;
using Shop.EndToEnd;
using Shop.ReadModels;

namespace Shop.Benchmarks;

/// <summary>
/// Stock and orders of a running suite, and what is read of them there, as the API reads it.
/// </summary>
internal sealed class FlowShop(RunningSuite suite, IDocumentStore store, int skus)
{
    private const int Plenty = 1_000_000;
    private const int Pieces = 2;
    private const int Customers = 10;

    // Enough to get on with, few enough to cost the local cloud little.
    private const int LooksAtOnce = 20;
    private const int PerRequest = 100;

    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(20);

    // Far beyond what it takes: it only turns a hang into a failure that says what is still open.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    // What the timeline of an order tells when nothing about it is under way any more.
    private static readonly string[] _story =
    [
        .. new EventContract[]
        {
            EventContracts.OrderPlaced, EventContracts.InventoryReserved, EventContracts.OrderConfirmed,
            EventContracts.NotificationDelivered,
        }.Select(contract => contract.Type).Order(),
    ];

    private readonly IReadOnlyList<Sku> _skus =
        [.. Enumerable.Range(0, skus).Select(number => Sku.Parse($"sku-{number}"))];

    private readonly List<OrderPlaced> _placed = [];

    // So many of them, the first, have come to rest.
    private int _quiet;

    public async Task StockAsync()
    {
        await Publication.PublishAsync(suite, [.. _skus.Select(sku => Publication.Of(
            EventContracts.InventoryRestocked,
            "restock-" + sku,
            sku.Value,
            new InventoryRestocked(sku, Plenty)))]);
        await UntilQuietAsync();
    }

    /// <summary>Orders that were not placed yet, each of one SKU, over all SKUs in turn.</summary>
    public IReadOnlyList<OrderPlaced> Next(int count)
    {
        var numbers = Enumerable.Range(_placed.Count, count);
        List<OrderPlaced> orders = [.. numbers.Select(number => new OrderPlaced(
            OrderId.Parse($"00000000-0000-7000-8000-{number:x12}"),
            CustomerId.Parse($"customer-{number % Customers}"),
            [new OrderLine(_skus[number % _skus.Count], Pieces)]))];
        _placed.AddRange(orders);
        return orders;
    }

    /// <summary>As fast as Pub/Sub acknowledges, many in a request.</summary>
    public async Task PlaceAsync(IReadOnlyList<OrderPlaced> orders)
    {
        foreach (var chunk in orders.Chunk(PerRequest))
        {
            await Publication.PublishAsync(suite, [.. chunk.Select(Message)]);
        }
    }

    public Task PlaceAsync(OrderPlaced order) => Publication.PublishAsync(suite, Message(order));

    /// <summary>Looks at the oldest ones that are open, again and again, until all are confirmed.</summary>
    public Task UntilConfirmedAsync(IReadOnlyList<OrderPlaced> orders) => UntilAllAsync(
        orders, async looked =>
        {
            var confirmed = await ConfirmedAsync([.. looked.Select(order => order.OrderId)]);
            return [.. looked.Where(order => confirmed.Contains(order.OrderId))];
        }, "confirmed");

    /// <returns>Those whose view says so.</returns>
    /// <exception cref="InvalidDataException">One has a status that it must never have.</exception>
    public async Task<IReadOnlyList<OrderId>> ConfirmedAsync(IReadOnlyList<OrderId> orders)
    {
        var views = await ViewsAsync(orders);
        if (views.FirstOrDefault(
            view => view?.Status is OrderStatus.Rejected or OrderStatus.Cancelled) is { } wrong)
        {
            throw new InvalidDataException($"Order {wrong.Id} is {wrong.Status}.");
        }
        return
        [
            .. views.OfType<OrderView>().Where(view => view.Status == OrderStatus.Confirmed)
                .Select(view => view.Id),
        ];
    }

    /// <summary>
    /// Until all that follows from what was done so far has arrived in the views, and adds up: each order
    /// tells its whole story, once, and every SKU has what the orders left of it.
    /// </summary>
    public async Task UntilQuietAsync()
    {
        await UntilAllAsync([.. _placed.Skip(_quiet)], SettledAsync, "told as they must be");
        _quiet = _placed.Count;
        string? fault = null;
        await UntilAsync(async () => (fault = await StockFaultAsync()) is null, () => fault!);
    }

    /// <exception cref="InvalidDataException">An order changed after it had come to rest.</exception>
    public async Task VerifyAsync()
    {
        foreach (var chunk in _placed.Chunk(DocumentLimits.GetsMax))
        {
            var settled = await SettledAsync(chunk);
            if (settled.Count < chunk.Length)
            {
                throw new InvalidDataException(
                    $"Order {chunk.Except(settled).First().OrderId} is not as it was any more.");
            }
        }
    }

    private async Task<IReadOnlyList<OrderPlaced>> SettledAsync(IReadOnlyList<OrderPlaced> orders)
    {
        var views = await ViewsAsync([.. orders.Select(order => order.OrderId)]);
        return [.. orders.Zip(views)
            .Where(pair => pair.Second is { Status: OrderStatus.Confirmed } view
                && view.Customer == pair.First.CustomerId
                && view.Lines.SequenceEqual(pair.First.Lines)
                && view.Timeline.Select(entry => entry.Type).Order().SequenceEqual(_story))
            .Select(pair => pair.First)];
    }

    private async Task<string?> StockFaultAsync()
    {
        var ordered = _placed.SelectMany(order => order.Lines)
            .ToLookup(line => line.Sku, line => line.Quantity);
        var levels = await store.GetManyAsync([.. _skus.Select(StockLevel.NameOf)], default);
        return _skus.Zip(levels.Select(StockLevel.Read))
            .Where(pair => (pair.Second?.Available, pair.Second?.Reserved)
                != (Plenty - ordered[pair.First].Sum(), ordered[pair.First].Sum()))
            .Select(pair =>
                $"{pair.First} is seen as {pair.Second}, with {ordered[pair.First].Sum()} units ordered")
            .FirstOrDefault();
    }

    private async Task<IReadOnlyList<OrderView?>> ViewsAsync(IReadOnlyList<OrderId> orders) =>
        [.. (await store.GetManyAsync([.. orders.Select(OrderHistory.NameOf)], default))
            .Select(OrderView.Read)];

    /// <summary>Looks at the oldest that are open: one that is stuck hides no other for long.</summary>
    private static async Task UntilAllAsync(
        IReadOnlyList<OrderPlaced> orders,
        Func<IReadOnlyList<OrderPlaced>, Task<IReadOnlyList<OrderPlaced>>> done,
        string wanted)
    {
        var open = orders.ToList();
        await UntilAsync(
            async () =>
            {
                var (before, now) = (open.Count + 1, open.Count);
                while (now > 0 && now < before)
                {
                    before = now;
                    var settled = await done([.. open.Take(LooksAtOnce)]);
                    open.RemoveAll(settled.Contains);
                    now = open.Count;
                }
                return now == 0;
            },
            () => $"{open.Count} orders are not {wanted}, the first of them {open[0].OrderId}");
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, Func<string> otherwise)
    {
        var begin = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(_lookEvery);
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(begin) > _patience)
            {
                throw new TimeoutException($"After {_patience.TotalMinutes} minutes: {otherwise()}.");
            }
            await timer.WaitForNextTickAsync();
        }
    }

    private static Publication Message(OrderPlaced order) => Publication.Of(
        EventContracts.OrderPlaced, "place-" + order.OrderId, order.OrderId.Value, order);
}
