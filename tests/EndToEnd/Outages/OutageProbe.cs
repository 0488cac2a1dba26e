using Shop.Contracts;

namespace Shop.EndToEnd.Outages;

/// <summary>Asks everything during an outage, knows what must be answered, and asks again afterwards.</summary>
internal sealed class OutageProbe(ApiClient api, Receipts receipts, string customer, Sku sku)
{
    private const string Unavailable = "unavailable";
    private const string WithKey = "with the same Idempotency-Key";

    // Far beyond what it takes: it only turns a hang into a failure.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    private readonly Shopper _shopper = new(api, receipts, customer, sku);
    private int _keys;
    private OrderId _order;

    /// <summary>While all is well: an order that there is to look at, and to cancel.</summary>
    public async Task BeforeAsync() => _order = await _shopper.UntilAcceptedAsync(_shopper.NewKey(), first: null);

    /// <returns>What is to be done when the outage is over.</returns>
    public async Task<Func<Task>> DuringAsync(bool pubSub, bool firestore)
    {
        var (placeKey, cancelKey, restockKey) = (_shopper.NewKey(), NewKey(), NewKey());
        var placed = _shopper.OnceAsync(placeKey);
        var keyless = _shopper.OnceAsync(key: null);
        var cancelled = CancelAsync(cancelKey);
        var restocked = RestockAsync(1, restockKey);
        var reads = Task.WhenAll(new[]
        {
            "v1/orders", $"v1/orders/{_order}", $"v1/orders/{_order}/events", $"v1/orders/{_order}/stream", "v1/inventory", $"v1/inventory/{sku}",
        }.Select(path => api.SendAsync("GET", path, null, _shopper.Name)));

        // Nothing about what it depends on: who restarted it for that would make one trouble two.
        Assert.Equal(200, (await api.SendAsync("GET", "healthz")).Status);
        Assert.Equal(200, (await api.SendAsync("GET", "openapi/v1.json")).Status);
        (await placed).AssertTrouble(Shopper.Unknown, WithKey);
        (await restocked).AssertTrouble(Shopper.Unknown, WithKey);
        // An order that cannot be read cannot be told to be the caller's.
        (await cancelled).AssertTrouble(firestore ? Unavailable : Shopper.Unknown, firestore ? "Try again soon" : WithKey);
        Assert.Equal(!pubSub, (await keyless).IsAccepted);
        _shopper.Note(await keyless, key: null);
        foreach (var read in await reads)
        {
            if (firestore)
            {
                read.AssertTrouble(Unavailable, "Try again soon");
            }
            else
            {
                Assert.True(read.Status == 200, read.ToString());
            }
        }
        return () => AfterAsync(placeKey, cancelKey, restockKey);
    }

    public async Task RestockUntilAcceptedAsync(int quantity)
    {
        var key = NewKey();
        await UntilAcceptedAsync(() => RestockAsync(quantity, key));
        receipts.Restock(sku, quantity);
    }

    private async Task AfterAsync(string placeKey, string cancelKey, string restockKey)
    {
        var next = await _shopper.UntilAcceptedAsync(placeKey, first: null);
        await UntilAcceptedAsync(() => CancelAsync(cancelKey));
        receipts.Regret(_order);
        await UntilAcceptedAsync(() => RestockAsync(1, restockKey));
        receipts.Restock(sku, 1);
        _order = next;
        // Reads have recovered too; the order may be on its way for a moment.
        var shown = await UntilAcceptedAsync(() => api.SendAsync("GET", $"v1/orders/{_order}", null, _shopper.Name));
        Assert.Equal(_order.Value, shown.Json.GetProperty("id").GetString());
    }

    private string NewKey() => $"probe-{customer}-{++_keys}";

    private Task<ApiAnswer> CancelAsync(string key) =>
        api.SendAsync("POST", $"v1/orders/{_order}/cancel", null, _shopper.Name, ("Idempotency-Key", key));

    // By nobody in particular, who locally is an operator.
    private Task<ApiAnswer> RestockAsync(int quantity, string key) =>
        api.SendAsync("POST", $"v1/inventory/{sku}/restock", $$"""{"quantity":{{quantity}}}""", ("Idempotency-Key", key));

    private static async Task<ApiAnswer> UntilAcceptedAsync(Func<Task<ApiAnswer>> ask)
    {
        var started = TimeProvider.System.GetTimestamp();
        ApiAnswer answer;
        while (!(answer = await ask()).IsAccepted)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < _patience, $"The API has not recovered: {answer}");
        }
        return answer;
    }
}
