using System.Globalization;
using System.Net.Http.Json;
using Shop.Contracts;

namespace Shop.EndToEnd.Orders;

/// <summary>Somebody who publishes events to a topic, as <c>gcloud pubsub topics publish</c> does.</summary>
internal static class Person
{
    public static async Task PublishAsync<TData>(
        HttpClient http, Uri pubSub, EventContract<TData> contract, string id, TData data, int times = 1,
        IReadOnlyDictionary<string, string>? more = null)
    {
        var attributes = new Dictionary<string, string>(more ?? new Dictionary<string, string>())
        {
            ["ce-specversion"] = "1.0",
            ["ce-id"] = id,
            ["ce-source"] = "/people",
            ["ce-type"] = contract.Type,
            ["ce-time"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            ["content-type"] = "application/json",
        };
        var message = new { data = contract.Encode(data), attributes };
        using var response = await http.PostAsJsonAsync(
            new Uri(pubSub, $"v1/projects/local/topics/{contract.Topic}:publish"),
            new { messages = Enumerable.Repeat(message, times) });
        response.EnsureSuccessStatusCode();
    }
}
