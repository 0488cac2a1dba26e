using Shop.Contracts;
using Shop.Documents;
using Shop.ReadModels;

namespace Shop.Api.Orders;

/// <summary>Reads orders from the read model, which follows the events by a moment.</summary>
internal sealed class OrderReader(IDocumentStore store, TimeProvider clock)
{
    /// <summary>An order this young may be on its way to the read model.</summary>
    private static readonly TimeSpan _young = TimeSpan.FromSeconds(10);

    // So long is waited for it, by whoever asks. Who placed an order and looks for it at once shall find it.
    private static readonly TimeSpan _arrivalMax = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan _firstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _delayMax = TimeSpan.FromMilliseconds(500);

    /// <returns>Null where the customer has no such order.</returns>
    public async Task<OrderView?> FindAsync(OrderId id, CustomerId customer, CancellationToken cancellationToken)
    {
        var wait = IsYoungerThan(id, _young) ? _arrivalMax : TimeSpan.Zero;
        var order = await WaitAsync(id, static _ => true, wait, cancellationToken);
        return order?.Customer == customer ? order : null;
    }

    /// <summary>Whether anybody has such an order.</summary>
    public async Task<bool> ExistsAsync(OrderId id, CancellationToken cancellationToken) =>
        await WaitAsync(id, static _ => true, TimeSpan.Zero, cancellationToken) is not null;

    /// <summary>Looks until the order is as wanted or the time is up.</summary>
    /// <returns>The order as it was last seen; null where it was not.</returns>
    public async Task<OrderView?> WaitAsync(
        OrderId id, Predicate<OrderView> wanted, TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        for (var delay = _firstDelay; ; delay = delay * 2 < _delayMax ? delay * 2 : _delayMax)
        {
            var order = OrderView.Read((await store.GetManyAsync([OrderHistory.NameOf(id)], cancellationToken))[0]);
            if ((order is not null && wanted(order)) || clock.GetElapsedTime(started) + delay > limit)
            {
                return order;
            }
            await Task.Delay(delay, clock, cancellationToken);
        }
    }

    /// <summary>Whether the id says that it was made so recently, by clocks that may differ a little.</summary>
    public bool IsYoungerThan(OrderId id, TimeSpan age)
    {
        var uuid = Guid.Parse(id.Value);
        if (uuid.Version != 7)
        {
            return false;
        }
        var madeAt = DateTimeOffset.FromUnixTimeMilliseconds(
            Convert.ToInt64(id.Value.Replace("-", "", StringComparison.Ordinal)[..12], 16));
        return (clock.GetUtcNow() - madeAt).Duration() < age;
    }
}
