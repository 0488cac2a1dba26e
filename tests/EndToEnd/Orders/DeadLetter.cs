using System.Globalization;
using System.Net.Http.Json;

namespace Shop.EndToEnd.Orders;

/// <summary>An event that a function has given up.</summary>
internal sealed record DeadLetter(string Topic, string Function, string EventId, string Type, byte[] Data)
{
    private const int MessagesPerRequest = 200;

    /// <summary>Publishes them as functions do; functions/DeadLetters files them.</summary>
    public static async Task PublishAsync(IEnumerable<DeadLetter> letters, HttpClient http, Uri pubSub)
    {
        foreach (var some in letters.Select(letter => letter.ToMessage()).Chunk(MessagesPerRequest))
        {
            using var response = await http.PostAsJsonAsync(
                new Uri(pubSub, "v1/projects/local/topics/dead-letters:publish"), new { messages = some });
            response.EnsureSuccessStatusCode();
        }
    }

    private object ToMessage() => new
    {
        data = Data,
        attributes = new Dictionary<string, string>
        {
            ["ce-specversion"] = "1.0",
            ["ce-id"] = EventId,
            ["ce-source"] = "/people",
            ["ce-type"] = Type,
            ["ce-time"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            ["content-type"] = "application/json",
            ["dl-handler"] = Function,
            ["dl-reason"] = "test",
            ["dl-message"] = "Given up for a test.",
            ["dl-subscription"] = $"projects/local/subscriptions/{Topic}-to-{Function}",
        },
    };
}
