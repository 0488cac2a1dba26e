using System.Text.Json;
using static Shop.Contracts.ContractLimits;

namespace Shop.Contracts.Rules;

/// <summary>What the data of order events may be.</summary>
internal static class OrderRules
{
    public static Member OrderId { get; } = new("orderId", TextRule.Id<OrderId>(
        "Id of the order, also the event's subject.", "019a9e3f-8a2b-7c3d-9e4f-0123456789ab"));

    public static Member Sku { get; } = new("sku", TextRule.Id<Sku>("Stock keeping unit.", "mug"));

    public static Member Lines { get; } = new("lines", new ListRule(
        $"What is ordered. All lines of one SKU together ask for at most {MergedQuantityMax} units.",
        new ObjectRule(
            "A number of units of one SKU.",
            Sku,
            new("quantity", new IntegerRule("Units.", 2, 1, LineQuantityMax))),
        1,
        OrderLinesMax)
    { Together = CheckMerged });

    public static Member Shortages { get; } = new("shortages", new ListRule(
        "What there was too little of.",
        new ObjectRule(
            "A SKU of which there was too little.",
            Sku,
            new("requested", new IntegerRule(
                "Units that all lines of the SKU together asked for.", 2, 1, MergedQuantityMax)),
            new("available", new IntegerRule("Units that could have been had.", 1, 0, StockMax))),
        1,
        OrderLinesMax));

    public static Member CallbackUrl { get; } = new(
        "callbackUrl",
        TextRule.WebUrl("URL that is told what becomes of the order.", "https://customer.example/orders"),
        Required: false);

    private static Member CustomerId { get; } = new("customerId", TextRule.Id<CustomerId>(
        "Subject of the token that the customer came with.", "auth0|5f7c8ec7c33c6c004bbafe82"));

    public static ObjectRule Placed() => new(
        "A customer asked for goods.", OrderId, CustomerId, Lines, CallbackUrl);

    public static ObjectRule CancellationRequested() => new(
        "A customer asked that an order be cancelled.", OrderId, CustomerId);

    public static ObjectRule Confirmed() => new(
        "All lines of the order are reserved.", OrderId, CustomerId, Lines, CallbackUrl);

    public static ObjectRule Rejected() => new(
        "Nothing is reserved for the order, since something lacks.",
        OrderId, CustomerId, Lines, Shortages, CallbackUrl);

    public static ObjectRule Cancelled() => new(
        "The order is void for ever.", OrderId, CustomerId, Lines, CallbackUrl);

    // The fault stands at the line with which the limit is passed. Faulty lines have their own faults.
    private static void CheckMerged(JsonElement lines, string pointer, List<ContractFault> faults)
    {
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (index, line) in lines.EnumerateArray().Take(OrderLinesMax).Index())
        {
            if (Read(line) is not { } read)
            {
                continue;
            }
            var before = sums.GetValueOrDefault(read.Sku);
            var sum = sums[read.Sku] = before + read.Quantity;
            if (before <= MergedQuantityMax && sum > MergedQuantityMax)
            {
                faults.Add(new ContractFault(
                    $"{pointer}/{index}/quantity",
                    $"All lines of one SKU together may ask for {MergedQuantityMax} units at most."));
            }
        }
    }

    private static (string Sku, long Quantity)? Read(JsonElement line) =>
        line.ValueKind == JsonValueKind.Object
        && line.TryGetProperty("sku", out var sku) && sku.ValueKind == JsonValueKind.String
        && line.TryGetProperty("quantity", out var quantity)
        && IntegerRule.IsWithin(quantity, 1, LineQuantityMax)
            ? (sku.GetString()!, quantity.GetInt64())
            : null;
}
