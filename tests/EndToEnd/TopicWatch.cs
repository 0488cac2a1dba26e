using System.Net.Http.Json;
using System.Text.Json;
using Shop.Contracts;

namespace Shop.EndToEnd;

/// <summary>A message as a subscriber gets it.</summary>
public sealed record Received(IReadOnlyDictionary<string, string> Attributes, string Data);

/// <summary>A pull subscription of its own. Pulling waits at the server until something comes.</summary>
public sealed class TopicWatch(HttpClient http, Uri subscription)
{
    // Each pull waits at the server, here for a minute and a half and at Google's emulator for some seconds.
    private const int EmptyPullsMax = 30;

    private readonly Queue<Received> _waiting = new();

    public async Task<Received> NextAsync()
    {
        for (var empty = 0; _waiting.Count == 0; empty++)
        {
            if (empty == EmptyPullsMax)
            {
                throw new TimeoutException("No message came.");
            }
            await PullAsync(returnImmediately: false);
        }
        return _waiting.Dequeue();
    }

    /// <summary>The data of the next event of a type that is the one waited for; others are passed by.</summary>
    public async Task<TData> UntilAsync<TData>(EventContract<TData> contract, Func<TData, bool> wanted)
    {
        while (true)
        {
            var received = await NextAsync();
            if (received.Attributes["ce-type"] == contract.Type
                && contract.Decode(System.Text.Encoding.UTF8.GetBytes(received.Data)).Data is { } data && wanted(data))
            {
                return data;
            }
        }
    }

    /// <summary>What is there now, or has been taken and not yet been asked for.</summary>
    public async Task<IReadOnlyList<Received>> NowAsync()
    {
        await PullAsync(returnImmediately: true);
        var now = _waiting.ToList();
        _waiting.Clear();
        return now;
    }

    private async Task PullAsync(bool returnImmediately)
    {
        var pulled = await PostAsync("pull", JsonSerializer.Serialize(new { maxMessages = 100, returnImmediately }));
        if (!pulled.TryGetProperty("receivedMessages", out var messages))
        {
            return;
        }
        var ids = new List<string>();
        foreach (var received in messages.EnumerateArray())
        {
            var message = received.GetProperty("message");
            _waiting.Enqueue(new Received(
                message.GetProperty("attributes").EnumerateObject()
                    .ToDictionary(attribute => attribute.Name, attribute => attribute.Value.GetString()!),
                System.Text.Encoding.UTF8.GetString(message.GetProperty("data").GetBytesFromBase64())));
            ids.Add(received.GetProperty("ackId").GetString()!);
        }
        await PostAsync("acknowledge", JsonSerializer.Serialize(new { ackIds = ids }));
    }

    private async Task<JsonElement> PostAsync(string verb, string json)
    {
        using var response = await http.PostAsync(new Uri($"{subscription}:{verb}"), RunningSuite.Json(json));
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
