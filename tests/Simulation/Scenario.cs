using System.Globalization;
using System.Text;
using System.Text.Json;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Shop.Contracts;

namespace Shop.Simulation;

/// <summary>What people do: restock, order, change their minds, and send what makes no sense.</summary>
internal sealed class Scenario
{
    private readonly Random _random;
    private readonly List<(string Topic, PubsubMessage Message)> _messages = [];
    private readonly Sku[] _skus;
    private int _ids;

    public Scenario(Random random)
    {
        _random = random;
        _skus = [.. Enumerable.Range(0, random.Next(1, 4)).Select(number => Sku.Parse($"sku-{number}"))];
        foreach (var sku in _skus)
        {
            for (var times = random.Next(0, 3); times > 0; times--)
            {
                var quantity = random.Next(1, 9);
                Restocked[sku] = Restocked.GetValueOrDefault(sku) + quantity;
                Send(EventContracts.InventoryRestocked, new InventoryRestocked(sku, quantity));
            }
        }
        for (var orders = random.Next(2, 7); orders > 0; orders--)
        {
            AddOrder();
        }
        for (var strangers = random.Next(0, 3); strangers > 0; strangers--)
        {
            AddNonsense();
        }
    }

    public IReadOnlyList<(string Topic, PubsubMessage Message)> Messages => _messages;

    public IReadOnlyList<Sku> Skus => _skus;

    public Dictionary<Sku, long> Restocked { get; } = [];

    public HashSet<OrderId> Placed { get; } = [];

    public HashSet<OrderId> Cancelled { get; } = [];

    /// <summary>Orders that were placed twice with different content.</summary>
    public HashSet<OrderId> Contested { get; } = [];

    /// <summary>Ids of events that must end as dead letters.</summary>
    public HashSet<string> Poison { get; } = [];

    /// <summary>Ids of events that may: of two that contradict each other, the later one.</summary>
    public HashSet<string> Suspect { get; } = [];

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private void AddOrder()
    {
        var id = OrderId.Parse(string.Create(CultureInfo.InvariantCulture, $"00000000-0000-7000-8000-{++_ids:d12}"));
        var customer = CustomerId.Parse($"customer-{_random.Next(3)}");
        var placed = new OrderPlaced(id, customer, Lines(), Chance(0.3) ? new Uri("https://example.com/hook") : null);
        Placed.Add(id);
        var first = Send(EventContracts.OrderPlaced, placed);
        List<string> placements = [first];
        if (Chance(0.15))
        {
            placements.Add(Send(EventContracts.OrderPlaced, placed));
        }
        if (Chance(0.15))
        {
            var other = placed with { Lines = Lines() };
            placements.Add(Send(EventContracts.OrderPlaced, other, Chance(0.3) ? first : null));
            if (!placed.Lines.SequenceEqual(other.Lines))
            {
                Suspect.Add(first);
            }
            if (!OrderLines.Merge(placed.Lines).SequenceEqual(OrderLines.Merge(other.Lines)))
            {
                Contested.Add(id);
                Suspect.UnionWith(placements);
            }
        }
        if (Chance(0.15))
        {
            var stranger = new OrderCancellationRequested(id, CustomerId.Parse("stranger"));
            Suspect.Add(Send(EventContracts.OrderCancellationRequested, stranger));
        }
        if (Chance(0.35))
        {
            Cancelled.Add(id);
            Send(EventContracts.OrderCancellationRequested, new OrderCancellationRequested(id, customer));
        }
    }

    private List<OrderLine> Lines() =>
        [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => new OrderLine(_skus[_random.Next(_skus.Length)], _random.Next(1, 5)))];

    private void AddNonsense()
    {
        var id = $"nonsense-{++_ids}";
        var (type, data, hops) = _random.Next(5) switch
        {
            0 => ("shop.order.placed.v1", "{}", "0"),
            1 => ("shop.order.placed.v2", "{}", "0"),
            2 => ("somebody.said.something", "7", "0"),
            3 => ("shop.inventory.restocked.v1", """{"sku":"sku-0","quantity":-5}""", "0"),
            _ => ("shop.inventory.restocked.v1", """{"sku":"sku-0","quantity":5}""", "17"),
        };
        Poison.Add(id);
        _messages.Add((type.Contains("inventory", StringComparison.Ordinal) ? "inventory" : "orders", Message(id, type, data, hops)));
    }

    private string Send<TData>(EventContract<TData> contract, TData data, string? id = null)
    {
        id ??= $"e{++_ids}";
        var message = Message(id, contract.Type, JsonSerializer.Serialize(data, contract.Json), "0");
        _messages.Add((contract.Topic, message));
        if (Chance(0.3))
        {
            // Its publisher was not sure, and published again.
            _messages.Add((contract.Topic, message));
        }
        return id;
    }

    private static PubsubMessage Message(string id, string type, string data, string hops) => new()
    {
        Data = ByteString.CopyFrom(data, Encoding.UTF8),
        Attributes =
        {
            ["ce-specversion"] = "1.0",
            ["ce-id"] = id,
            ["ce-source"] = "/people",
            ["ce-type"] = type,
            ["ce-time"] = World.Now.ToString("O", CultureInfo.InvariantCulture),
            ["ce-hops"] = hops,
            ["ce-correlationid"] = id,
            ["ce-traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            ["content-type"] = "application/json",
        },
    };
}
