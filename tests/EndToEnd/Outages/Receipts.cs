using Shop.Contracts;
using Shop.EndToEnd.Orders;

namespace Shop.EndToEnd.Outages;

/// <summary>What the API has promised to its callers, as they have written it down.</summary>
internal sealed class Receipts : IWishes
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Sku, long> _restocked = [];
    private readonly HashSet<OrderId> _placed = [];
    private readonly HashSet<OrderId> _doubtful = [];
    private readonly HashSet<OrderId> _regretted = [];

    public IReadOnlyList<Sku> Skus => [.. Restocked.Keys];

    public IReadOnlyDictionary<Sku, long> Restocked => Copy(() => new Dictionary<Sku, long>(_restocked));

    public IReadOnlySet<OrderId> Placed => Copy(() => new HashSet<OrderId>(_placed));

    public IReadOnlySet<OrderId> Doubtful => Copy(() => new HashSet<OrderId>(_doubtful));

    public IReadOnlySet<OrderId> Regretted => Copy(() => new HashSet<OrderId>(_regretted));

    public void Restock(Sku sku, long quantity) =>
        Note(() => _restocked[sku] = _restocked.GetValueOrDefault(sku) + quantity);

    public void Place(OrderId id) => Note(() => _placed.Add(id));

    public void Doubt(OrderId id) => Note(() => _doubtful.Add(id));

    public void Regret(OrderId id) => Note(() => _regretted.Add(id));

    public override string ToString() => $"{Placed.Count} placed, {Doubtful.Count} doubtful, {Regretted.Count} regretted";

    private void Note(Action note)
    {
        lock (_gate)
        {
            note();
        }
    }

    private T Copy<T>(Func<T> copy)
    {
        lock (_gate)
        {
            return copy();
        }
    }
}
