using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Shop.EndToEnd;

namespace Shop.Benchmarks;

/// <summary>What happened in the local cloud to one message.</summary>
internal sealed record FeedEntry(
    long Number, DateTimeOffset Time, string Kind, string? EventId, string? EventType, FeedMessage? Message,
    FeedDelivery? Delivery)
{
    public bool IsPublished => Kind == "MessagePublished";

    public bool IsDelivered => Kind == "Delivered";

    public bool IsFailed => Kind == "DeliveryFailed";

    /// <summary>Of a delivery.</summary>
    public DateTimeOffset Started => Time - TimeSpan.FromMilliseconds(Delivery!.DurationMilliseconds);
}

internal sealed record FeedMessage(string MessageId, string? Subject, string? CausationId);

internal sealed record FeedDelivery(string Subscription, double DurationMilliseconds, string? Fault);

/// <summary>
/// Follows the local cloud's feed and keeps what comes. The feed leaves out entries for a reader that is
/// slow; then the measurement is void, and says so.
/// </summary>
internal sealed class FeedWatch : IAsyncDisposable
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    private readonly CancellationTokenSource _end = new();
    private readonly List<FeedEntry> _entries = [];
    private readonly HttpResponseMessage _response;
    private readonly Task _following;

    private FeedWatch(HttpResponseMessage response, Action<FeedEntry> hear)
    {
        _response = response;
        _following = FollowAsync(hear);
    }

    /// <param name="suite">Whose feed.</param>
    /// <param name="hear">Gets each entry at once.</param>
    public static async Task<FeedWatch> OpenAsync(RunningSuite suite, Action<FeedEntry> hear)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(suite.CloudUrl, "_/events"));
        // Nothing of what was before.
        request.Headers.Add("Last-Event-ID", long.MaxValue.ToString(CultureInfo.InvariantCulture));
        var response = await suite.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return new FeedWatch(response, hear);
    }

    /// <summary>Ends it.</summary>
    /// <returns>All that came.</returns>
    /// <exception cref="InvalidDataException">Something is missing.</exception>
    public async Task<IReadOnlyList<FeedEntry>> CloseAsync()
    {
        await _end.CancelAsync();
        await _following;
        return _entries;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _response.Dispose();
        _end.Dispose();
    }

    private async Task FollowAsync(Action<FeedEntry> hear)
    {
        try
        {
            await using var stream = await _response.Content.ReadAsStreamAsync();
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(_end.Token))
            {
                var entry = JsonSerializer.Deserialize<FeedEntry>(item.Data, _json)!;
                if (_entries.Count > 0 && entry.Number != _entries[^1].Number + 1)
                {
                    throw new InvalidDataException(
                        $"The feed went from {_entries[^1].Number} to {entry.Number}: "
                        + "this benchmark read too slowly.");
                }
                _entries.Add(entry);
                hear(entry);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // All that is wanted has come.
        }
    }
}
