using Shop.Contracts;
using Shop.EndToEnd.Orders;

namespace Shop.EndToEnd.Traces;

public sealed class OneTrace
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    // Spans are sent in batches, soon after they ended; the last one is asked for until it is there.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Order_LeavesOneTraceOverAllFunctionsThatHandledIt()
    {
        await using var collector = new Collector();
        var suite = new RunningSuite(new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Endpoint.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        });
        await suite.StartAsync();
        try
        {
            var sku = Sku.Parse("mug");
            var inventory = await suite.WatchAsync("inventory");
            await Person.PublishAsync(
                suite.Http, suite.PubSubUrl, EventContracts.InventoryRestocked, "restock", new InventoryRestocked(sku, 5));
            await inventory.UntilAsync(EventContracts.InventoryLevelChanged, level => level.Available == 5);

            await Person.PublishAsync(
                suite.Http, suite.PubSubUrl, EventContracts.OrderPlaced, "place",
                new OrderPlaced(
                    OrderId.Parse("00000000-0000-7000-8000-000000000001"), CustomerId.Parse("anna"), [new OrderLine(sku, 1)]),
                more: new Dictionary<string, string> { ["ce-traceparent"] = $"00-{Trace}-b7ad6b7169203331-01" });

            using var patience = new CancellationTokenSource(_patience);
            HashSet<string> missing = ["inventory", "notifications", "orders", "views"];
            while (missing.Count > 0)
            {
                var span = await collector.Received.Reader.ReadAsync(patience.Token);
                if (span.TraceId == Trace)
                {
                    missing.Remove(span.Service);
                }
            }
        }
        finally
        {
            await suite.EndAsync();
        }
        // What is sent seldom is sent at the end at the latest.
        Assert.Contains("/v1/metrics", collector.Paths.Keys);
        Assert.Contains("/v1/logs", collector.Paths.Keys);
    }
}
