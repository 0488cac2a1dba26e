using System.Globalization;
using System.Net.Http.Json;
using Shop.Contracts;

namespace Shop.EndToEnd.Orders;

/// <summary>What people want, generated from a seed: many orders over little stock, some of them regretted.</summary>
internal sealed class OrderTraffic : IWishes
{
    private const double RegretShare = 0.15;
    private const double TwiceShare = 0.05;

    private readonly Random _random;
    private readonly Dictionary<Sku, long> _restocked = [];
    private readonly HashSet<OrderId> _placed = [];
    private readonly HashSet<OrderId> _regretted = [];
    private readonly List<(string Topic, string Id, string Type, byte[] Data)> _messages = [];

    public OrderTraffic(int seed, int orders, int skus)
    {
        _random = new Random(seed);
        Skus = [.. Enumerable.Range(1, skus).Select(number => Sku.Parse($"sku-{number}"))];
        foreach (var sku in Skus)
        {
            // On average half of what is asked for: 2 lines of 2 units for each order, spread over all SKUs.
            var quantity = orders * 2 / skus;
            _restocked[sku] = quantity;
            Add(EventContracts.InventoryRestocked, "restock-" + sku, new InventoryRestocked(sku, quantity));
        }
        for (var number = 1; number <= orders; number++)
        {
            AddOrder(number);
        }
        Shuffle();
    }

    public IReadOnlyList<Sku> Skus { get; }

    public IReadOnlyDictionary<Sku, long> Restocked => _restocked;

    public IReadOnlySet<OrderId> Placed => _placed;

    public IReadOnlySet<OrderId> Doubtful { get; } = new HashSet<OrderId>();

    public IReadOnlySet<OrderId> Regretted => _regretted;

    public int Messages => _messages.Count;

    /// <summary>Publishes message <paramref name="number"/>; whoever is not sure that it worked does it again.</summary>
    public async Task<bool> PublishAsync(int number, HttpClient http, Uri pubSub)
    {
        var (topic, id, type, data) = _messages[number];
        var message = new
        {
            data,
            attributes = new Dictionary<string, string>
            {
                ["ce-specversion"] = "1.0",
                ["ce-id"] = id,
                ["ce-source"] = "/people",
                ["ce-type"] = type,
                ["ce-time"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
                ["content-type"] = "application/json",
            },
        };
        var messages = _random.NextDouble() < TwiceShare ? new[] { message, message } : [message];
        try
        {
            using var response = await http.PostAsJsonAsync(
                new Uri(pubSub, $"v1/projects/local/topics/{topic}:publish"), new { messages });
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>
    /// The same as dead letters, as the functions leave them that gave them up: what is for two functions is given up by
    /// both, so that replaying brings it twice.
    /// </summary>
    public IEnumerable<DeadLetter> AsDeadLetters() =>
        from message in _messages
        from function in message.Topic == EventContracts.OrderPlaced.Topic ? new[] { "inventory", "orders" } : ["inventory"]
        select new DeadLetter(message.Topic, function, message.Id, message.Type, message.Data);

    private void AddOrder(int number)
    {
        var id = OrderId.Parse(string.Create(CultureInfo.InvariantCulture, $"00000000-0000-7000-8000-{number:d12}"));
        var customer = CustomerId.Parse($"customer-{_random.Next(10)}");
        List<OrderLine> lines = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ =>
            new OrderLine(Skus[_random.Next(Skus.Count)], _random.Next(1, 4)))];
        _placed.Add(id);
        Add(EventContracts.OrderPlaced, "place-" + id, new OrderPlaced(id, customer, lines));
        if (_random.NextDouble() < RegretShare)
        {
            _regretted.Add(id);
            Add(EventContracts.OrderCancellationRequested, "cancel-" + id, new OrderCancellationRequested(id, customer));
        }
    }

    private void Add<TData>(EventContract<TData> contract, string id, TData data) =>
        _messages.Add((contract.Topic, id, contract.Type, contract.Encode(data)));

    // Near enough to the order in which things happened, and yet some cancellations come before their placement.
    private void Shuffle()
    {
        for (var place = Skus.Count; place < _messages.Count; place++)
        {
            var other = Math.Min(_messages.Count - 1, place + _random.Next(0, 20));
            (_messages[place], _messages[other]) = (_messages[other], _messages[place]);
        }
    }
}
