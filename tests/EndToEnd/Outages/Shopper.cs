using Shop.Contracts;

namespace Shop.EndToEnd.Outages;

/// <summary>Somebody who places orders, and does what problems tell them to do.</summary>
internal sealed class Shopper(ApiClient api, Receipts receipts, string customer, Sku sku)
{
    public const string Unknown = "outcome-unknown";

    // Far beyond what it takes: it only turns a hang into a failure.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    private int _keys;

    public (string Name, string? Value) Name => ("X-Local-Customer", customer);

    /// <summary>Places one order after the other.</summary>
    /// <param name="withKeys">Whether they ask again until they know.</param>
    /// <param name="isOver">When to stop; an order that was begun is brought to its end.</param>
    public async Task ShopAsync(bool withKeys, Func<bool> isOver)
    {
        while (!isOver())
        {
            if (withKeys)
            {
                await UntilAcceptedAsync(NewKey(), first: null);
            }
            else
            {
                Note(await OnceAsync(key: null), key: null);
            }
        }
    }

    public string NewKey() => $"\"{customer}-{Interlocked.Increment(ref _keys)}\"";

    public Task<ApiAnswer> OnceAsync(string? key, string? prefer = "wait=5") => api.SendAsync(
        "POST", "v1/orders", $$"""{"lines":[{"sku":"{{sku}}","quantity":2}]}""", Name, ("Idempotency-Key", key), ("Prefer", prefer));

    /// <summary>Sends the same request until it is accepted, and once more.</summary>
    /// <param name="key">The key.</param>
    /// <param name="first">What was answered already.</param>
    /// <returns>The order.</returns>
    public async Task<OrderId> UntilAcceptedAsync(string key, ApiAnswer? first)
    {
        var started = TimeProvider.System.GetTimestamp();
        var answer = first ?? await OnceAsync(key);
        while (!answer.IsAccepted)
        {
            Note(answer, key);
            Assert.True(TimeProvider.System.GetElapsedTime(started) < _patience, $"The API has not recovered: {answer}");
            answer = await OnceAsync(key);
        }
        var id = Note(answer, key);
        var again = await OnceAsync(key);
        if (again.IsAccepted)
        {
            Assert.Equal(id, Note(again, key));
        }
        return id;
    }

    /// <summary>Writes down what an answer says of an order, and fails if it is not clear.</summary>
    public OrderId Note(ApiAnswer answer, string? key)
    {
        if (answer.IsAccepted)
        {
            var id = OrderId.Parse(answer.Json.GetProperty("id").GetString()!);
            receipts.Place(id);
            return id;
        }
        if (key is not null)
        {
            answer.AssertTrouble(Unknown, "with the same Idempotency-Key");
            return default;
        }
        // Without a key, whoever wants to know must be told what to look for.
        var named = OrderId.Parse(answer.Json.GetProperty("orderId").GetString()!);
        answer.AssertTrouble(Unknown, $"/v1/orders/{named}");
        receipts.Doubt(named);
        return named;
    }
}
