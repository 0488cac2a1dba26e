using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Shop.Contracts;
using Shop.EndToEnd;

namespace Shop.Benchmarks;

/// <summary>An event as anybody publishes one.</summary>
internal sealed record Publication(
    [property: JsonIgnore] string Topic,
    [property: JsonPropertyName("data")] byte[] Data,
    [property: JsonPropertyName("attributes")] IReadOnlyDictionary<string, string> Attributes)
{
    public static Publication Of<TData>(
        EventContract<TData> contract, string id, string subject, TData data) => new(
        contract.Topic,
        contract.Encode(data),
        new Dictionary<string, string>
        {
            ["ce-specversion"] = "1.0",
            ["ce-id"] = id,
            ["ce-source"] = "/benchmark",
            ["ce-type"] = contract.Type,
            ["ce-subject"] = subject,
            ["ce-time"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            ["content-type"] = "application/json",
        });

    /// <summary>Makes a topic; one that is there already stays as it is.</summary>
    /// <param name="suite">Where.</param>
    /// <param name="id">What it is called within the project.</param>
    /// <returns>Its full name.</returns>
    public static async Task<string> CreateTopicAsync(RunningSuite suite, string id)
    {
        var name = "projects/local/topics/" + id;
        using var _ = await suite.Http.PutAsync(new Uri(suite.PubSubUrl, "v1/" + name), RunningSuite.Json("{}"));
        return name;
    }

    /// <summary>Done when Pub/Sub has acknowledged all of them, which go in one request.</summary>
    /// <param name="suite">Where.</param>
    /// <param name="messages">Of one topic.</param>
    public static async Task PublishAsync(RunningSuite suite, params IReadOnlyList<Publication> messages)
    {
        var topic = messages.Select(message => message.Topic).Distinct().Single();
        using var response = await suite.Http.PostAsJsonAsync(
            new Uri(suite.PubSubUrl, $"v1/projects/local/topics/{topic}:publish"), new { messages });
        response.EnsureSuccessStatusCode();
    }
}
