using System.Text.Json;
using Shop.Contracts;
using Shop.Inventory;
using Shop.Orders;

namespace Shop.Simulation;

/// <summary>What must hold once everything is quiet.</summary>
internal static class Invariants
{
    /// <returns>Every one that is broken.</returns>
    public static IReadOnlyList<string> Broken(World world, Scenario scenario) =>
    [
        .. Unexplained(world),
        .. scenario.Skus.SelectMany(sku => StockAddsUp(world, scenario, sku)),
        .. scenario.Placed.SelectMany(order => OrderIsSettled(world, scenario, order)),
        .. OneContentPerId(world),
        .. DeadLettersAreTheRightOnes(world, scenario),
    ];

    private static IEnumerable<string> Unexplained(World world) =>
        world.Unexplained is { } bug ? [$"unexplained: {bug.GetType().Name}: {bug.Message}"] : [];

    private static IEnumerable<string> StockAddsUp(World world, Scenario scenario, Sku sku)
    {
        var stock = world.Find(Stock.KeyOf(sku)) ?? Stock.None;
        if (stock.Available < 0 || stock.Reserved < 0)
        {
            yield return $"{sku}: negative stock {stock}";
        }
        if (stock.Available + stock.Reserved != scenario.Restocked.GetValueOrDefault(sku))
        {
            yield return $"{sku}: {stock.Available} + {stock.Reserved} is not the {scenario.Restocked.GetValueOrDefault(sku)} that came in";
        }
        var promised = scenario.Placed
            .Select(order => world.Find(Reservation.KeyOf(order)))
            .Where(reservation => reservation?.Status == ReservationStatus.Reserved)
            .SelectMany(reservation => reservation!.Lines)
            .Where(line => line.Sku == sku)
            .Sum(line => line.Quantity);
        if (promised != stock.Reserved)
        {
            yield return $"{sku}: {stock.Reserved} reserved, {promised} promised to orders";
        }
        var said = Said(world, EventContracts.InventoryLevelChanged)
            .Where(level => level.Sku == sku).MaxBy(level => level.Revision);
        if (stock.Revision > 0 && said != new InventoryLevelChanged(sku, stock.Available, stock.Reserved, stock.Revision))
        {
            yield return $"{sku}: the last level said is {said}, the stock {stock}";
        }
    }

    private static IEnumerable<string> OrderIsSettled(World world, Scenario scenario, OrderId id)
    {
        var order = world.Find(Order.KeyOf(id));
        var reservation = world.Find(Reservation.KeyOf(id));
        var status = order?.Status;
        if (status is null or OrderStatus.Placed)
        {
            yield return $"{id}: not settled, {status}";
            yield break;
        }
        var wanted = scenario.Cancelled.Contains(id) ? OrderStatus.Cancelled : (OrderStatus?)null;
        if (wanted is not null && status != wanted)
        {
            yield return $"{id}: cancelled by its customer, yet {status}";
        }
        if (wanted is null && status == OrderStatus.Cancelled && !scenario.Contested.Contains(id))
        {
            yield return $"{id}: cancelled, which nobody asked for";
        }
        if (!Fits(status.Value, order!, reservation))
        {
            yield return $"{id}: {status}, with the reservation {reservation?.Status}";
        }
        if (!scenario.Contested.Contains(id))
        {
            var said = SaidOf(world, id);
            var last = said.Count == 0 ? null : said.MaxBy(pair => pair.Sequence).Type;
            if (last != $"shop.order.{status.Value.ToString().ToLowerInvariant()}.v1")
            {
                yield return $"{id}: {status}, but the last word was {last}";
            }
        }
    }

    private static bool Fits(OrderStatus status, Order order, Reservation? reservation) => status switch
    {
        OrderStatus.Confirmed => reservation?.Status == ReservationStatus.Reserved
            && reservation.Lines.SequenceEqual(order.Placed!.Lines),
        OrderStatus.Rejected => reservation?.Status == ReservationStatus.Rejected,
        _ => reservation is not null && reservation.Status != ReservationStatus.Reserved,
    };

    private static IEnumerable<string> OneContentPerId(World world) => world.Network.Published
        .Where(published => published.Topic != Network.DeadLetters)
        .GroupBy(published => published.Message.Attributes["ce-id"])
        .Where(same => same.Select(published => (published.Message.Attributes["ce-type"], published.Message.Data)).Distinct().Count() > 1)
        .Select(same => $"event {same.Key} was said with different content");

    private static IEnumerable<string> DeadLettersAreTheRightOnes(World world, Scenario scenario)
    {
        var dead = world.Network.Dead.Select(letter => letter.Attributes["ce-id"]).ToHashSet();
        foreach (var missing in scenario.Poison.Except(dead))
        {
            yield return $"{missing} vanished";
        }
        foreach (var innocent in dead.Except(scenario.Poison).Except(scenario.Suspect))
        {
            yield return $"{innocent} was dead-lettered: "
                + world.Network.Dead.First(letter => letter.Attributes["ce-id"] == innocent).Attributes["dl-message"];
        }
    }

    private static IEnumerable<TData> Said<TData>(World world, EventContract<TData> contract) => world.Network.Published
        .Where(published => published.Message.Attributes.GetValueOrDefault("ce-type") == contract.Type && published.Topic == contract.Topic)
        .Select(published => JsonSerializer.Deserialize(published.Message.Data.Span, contract.Json)!);

    private static List<(string Type, string Sequence)> SaidOf(World world, OrderId id) =>
    [
        .. world.Network.Published
            .Where(published => published.Topic == "orders" && published.Message.Attributes["ce-subject"] == id.Value)
            .Select(published => (published.Message.Attributes["ce-type"], published.Message.Attributes["ce-sequence"])),
    ];
}
