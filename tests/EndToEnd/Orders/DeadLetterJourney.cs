using System.Net.Http.Json;
using System.Text.Json;
using Shop.Contracts;
using Shop.Documents;
using Shop.Documents.Firestore;

namespace Shop.EndToEnd.Orders;

/// <summary>What nobody can handle is filed as it came, and has its effect once when it is replayed later.</summary>
[Collection(SuiteTests.Name)]
public sealed class DeadLetterJourney(LocalSuite suite)
{
    private static readonly byte[] _noText = [0xFF, 0x00, 0xC3, 0x28, 0x80];

    [Fact]
    public async Task OddMessages_AreFiledWithEveryByteAndAttribute()
    {
        var many = Enumerable.Range(0, 100).ToDictionary(number => $"odd-{number}", number => $"{number}");
        var large = Enumerable.Range(0, 40).ToDictionary(number => $"large-{number}", _ => new string('x', 1024));
        var noText = new Dictionary<string, string> { ["content-type"] = "application/json", ["odd-bytes"] = "yes" };

        await PublishAsync("orders", many, "{}"u8.ToArray());
        await PublishAsync("orders", large, "{}"u8.ToArray());
        await PublishAsync("orders", noText, _noText);

        Assert.Equal(many, await FiledAsync(letter => letter.Attributes.ContainsKey("odd-99"), "odd-"));
        Assert.Equal(large, await FiledAsync(letter => letter.Attributes.ContainsKey("large-39"), "large-"));
        await FiledAsync(letter => letter.Attributes.ContainsKey("odd-bytes") && letter.Data.SequenceEqual(_noText), "-");
    }

    [Fact]
    public async Task DeadLetterWhoseCauseIsGone_IsAppliedOnceThoughItIsReplayedTwice()
    {
        var sku = Sku.Parse("dead-letter-mug");
        var inventory = await suite.WatchAsync("inventory");
        // As a function leaves it that gave the event up.
        var letter = new Dictionary<string, string>
        {
            ["ce-specversion"] = "1.0",
            ["ce-id"] = "given-up",
            ["ce-source"] = "/people",
            ["ce-type"] = EventContracts.InventoryRestocked.Type,
            ["ce-time"] = TimeProvider.System.GetUtcNow().ToString("O"),
            ["content-type"] = "application/json",
            ["dl-handler"] = "inventory",
            ["dl-reason"] = "test",
            ["dl-message"] = "Given up for a test.",
            ["dl-subscription"] = "projects/local/subscriptions/inventory-to-inventory",
        };
        foreach (var _ in new[] { 1, 2 })
        {
            await PublishAsync("dead-letters", letter, EventContracts.InventoryRestocked.Encode(new(sku, 4)));
            await ReplayAsync("given-up");
        }
        await Person.PublishAsync(
            suite.Http, suite.PubSubUrl, EventContracts.InventoryRestocked, "after", new InventoryRestocked(sku, 1));

        await inventory.UntilAsync(EventContracts.InventoryLevelChanged, level => level.Sku == sku && level.Revision == 2);

        var store = new FirestoreDocumentStore(new FirestoreOptions("local") { EmulatorHost = suite.CloudUrl.Authority });
        var stock = (await store.GetManyAsync([new DocumentName("stock/" + sku)], CancellationToken.None))[0].Data;
        Assert.Equal(5, stock.GetProperty("available").GetInt64());
    }

    private async Task PublishAsync(string topic, Dictionary<string, string> attributes, byte[] data)
    {
        using var response = await suite.Http.PostAsJsonAsync(
            new Uri(suite.PubSubUrl, $"v1/projects/local/topics/{topic}:publish"),
            new { messages = new[] { new { data, attributes } } });
        response.EnsureSuccessStatusCode();
    }

    // Asked again until it is there: filing follows the publication by some milliseconds.
    private async Task<Dictionary<string, string>> FiledAsync(Func<Letter, bool> wanted, string prefix)
    {
        while (true)
        {
            foreach (var name in await NamesAsync())
            {
                var letter = JsonSerializer.Deserialize<Letter>(
                    (await suite.DownloadAsync("dead-letters", name))!, JsonSerializerOptions.Web)!;
                if (wanted(letter))
                {
                    return letter.Attributes
                        .Where(attribute => attribute.Key.StartsWith(prefix, StringComparison.Ordinal))
                        .ToDictionary();
                }
            }
        }
    }

    private async Task<List<string>> NamesAsync()
    {
        var listing = await suite.Http.GetFromJsonAsync<JsonElement>(new Uri(suite.CloudUrl, "storage/v1/b/dead-letters/o"));
        return listing.TryGetProperty("items", out var items)
            ? [.. items.EnumerateArray().Select(item => item.GetProperty("name").GetString()!)]
            : [];
    }

    private async Task ReplayAsync(string eventId)
    {
        while (true)
        {
            var list = await suite.Http.GetFromJsonAsync<JsonElement>(new Uri(suite.CloudUrl, "_/dead-letters"));
            var letter = list.GetProperty("letters").EnumerateArray().FirstOrDefault(each =>
                each.TryGetProperty("eventId", out var id) && id.GetString() == eventId);
            if (letter.ValueKind == JsonValueKind.Object)
            {
                var name = Uri.EscapeDataString(letter.GetProperty("object").GetString()!);
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(
                    suite.CloudUrl, $"_/dead-letters/replay?object={name}&generation={letter.GetProperty("generation").GetString()}"));
                request.Headers.Add("X-Local-Cloud-Page", "1");
                using var response = await suite.Http.SendAsync(request);
                response.EnsureSuccessStatusCode();
                return;
            }
        }
    }

    private sealed record Letter(Dictionary<string, string> Attributes, byte[] Data);
}
