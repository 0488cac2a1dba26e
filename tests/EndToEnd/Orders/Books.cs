using System.Text.Json;
using Shop.Contracts;
using Shop.Documents;

namespace Shop.EndToEnd.Orders;

/// <summary>What people wanted.</summary>
internal interface IWishes
{
    IReadOnlyList<Sku> Skus { get; }

    /// <summary>Units that came in.</summary>
    IReadOnlyDictionary<Sku, long> Restocked { get; }

    IReadOnlySet<OrderId> Placed { get; }

    /// <summary>Orders that somebody asked for and could not be told whether they were placed.</summary>
    IReadOnlySet<OrderId> Doubtful { get; }

    /// <summary>Those of the placed ones that were cancelled.</summary>
    IReadOnlySet<OrderId> Regretted { get; }
}

/// <summary>What the functions have written down, checked against what people wanted.</summary>
internal sealed class Books(IDocumentStore store, IWishes wishes)
{
    private const int PageSize = 300;

    /// <summary>SKUs of which nothing has come in yet.</summary>
    public async Task<IReadOnlyList<Sku>> MissingAsync()
    {
        var stock = await ReadAsync("stock");
        return [.. wishes.Skus.Where(sku => !stock.ContainsKey(sku.Value))];
    }

    /// <returns>Every invariant that does not hold now; while events are under way, some do not.</returns>
    public async Task<IReadOnlyList<string>> BrokenAsync()
    {
        var stock = await ReadAsync("stock");
        var orders = await ReadAsync("orders");
        var reservations = await ReadAsync("reservations");
        return
        [
            .. wishes.Skus.SelectMany(sku => StockAddsUp(sku, stock, reservations)),
            .. wishes.Placed.Union(wishes.Doubtful.Where(id => orders.ContainsKey(id.Value)))
                .SelectMany(id => OrderIsSettled(id, orders, reservations)),
            .. orders.Keys.Except(wishes.Placed.Union(wishes.Doubtful).Select(id => id.Value)).Select(id => $"{id}: nobody placed it"),
        ];
    }

    private IEnumerable<string> StockAddsUp(
        Sku sku, Dictionary<string, JsonElement> stock, Dictionary<string, JsonElement> reservations)
    {
        if (!stock.TryGetValue(sku.Value, out var counters))
        {
            yield return $"{sku}: no stock";
            yield break;
        }
        var (available, reserved) = (counters.GetProperty("available").GetInt64(), counters.GetProperty("reserved").GetInt64());
        if (available < 0 || reserved < 0 || available + reserved != wishes.Restocked[sku])
        {
            yield return $"{sku}: {available} available and {reserved} reserved of {wishes.Restocked[sku]}";
        }
        var promised = reservations.Values
            .Where(reservation => StatusOf(reservation) == "Reserved")
            .SelectMany(reservation => reservation.GetProperty("lines").EnumerateArray())
            .Where(line => line.GetProperty("sku").GetString() == sku.Value)
            .Sum(line => line.GetProperty("quantity").GetInt64());
        if (promised != reserved)
        {
            yield return $"{sku}: {reserved} reserved, {promised} promised to orders";
        }
    }

    private IEnumerable<string> OrderIsSettled(
        OrderId id, Dictionary<string, JsonElement> orders, Dictionary<string, JsonElement> reservations)
    {
        if (!orders.TryGetValue(id.Value, out var order) || !order.TryGetProperty("placed", out _))
        {
            yield return $"{id}: not placed";
            yield break;
        }
        var reservation = reservations.TryGetValue(id.Value, out var found) ? StatusOf(found) : "none";
        var cancelled = order.GetProperty("cancelledBy").GetArrayLength() > 0;
        if (cancelled != wishes.Regretted.Contains(id))
        {
            yield return $"{id}: cancelled is {cancelled}, which is not what its customer wants";
        }
        var answered = order.TryGetProperty("stock", out var stock);
        var short_ = answered && stock.GetProperty("shortages").GetArrayLength() > 0;
        var fits = cancelled
            ? reservation is "Released" or "Rejected" or "Blocked"
            : answered && reservation == (short_ ? "Rejected" : "Reserved");
        if (!fits)
        {
            yield return $"{id}: cancelled {cancelled}, answered {answered}, short {short_}, reservation {reservation}";
        }
    }

    private static string StatusOf(JsonElement reservation) => reservation.GetProperty("status").GetString()!;

    private async Task<Dictionary<string, JsonElement>> ReadAsync(string collection)
    {
        var documents = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        string? token = null;
        do
        {
            var page = await store.ListAsync(new CollectionName(collection), PageSize, token, CancellationToken.None);
            foreach (var document in page.Documents)
            {
                documents.Add(document.Name.Id, document.Data);
            }
            token = page.NextPageToken;
        }
        while (token is not null);
        return documents;
    }
}
