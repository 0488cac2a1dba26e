using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Shop.Contracts;
using Shop.ReadModels;

namespace Shop.Api.Tests.Streams;

/// <summary>One order, and those who read along.</summary>
internal sealed class StreamScene : IAsyncDisposable
{
    private static readonly TimeSpan _old = TimeSpan.FromMinutes(1);

    private readonly DateTimeOffset _placedAt;

    private StreamScene(ApiServer api, PollClock clock)
    {
        (Api, Clock, _placedAt) = (api, clock, clock.GetUtcNow() - (2 * _old));
        Id = OrderId.Of(Guid.CreateVersion7(clock.GetUtcNow() - TimeSpan.FromDays(1)));
    }

    public ApiServer Api { get; }

    public PollClock Clock { get; }

    public OrderId Id { get; }

    public string Path => $"/v1/orders/{Id}/stream";

    public static async Task<StreamScene> StartAsync(OrderStatus status, bool hasPlacement = true)
    {
        var clock = new PollClock();
        var api = await ApiServer.StartAsync(
            services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var scene = new StreamScene(api, clock);
        await scene.ShowAsync(status, hasPlacement: hasPlacement);
        return scene;
    }

    /// <summary>Writes the read model, as the function Views does.</summary>
    /// <param name="status">How the order stands.</param>
    /// <param name="since">Since when; null for some time ago.</param>
    /// <param name="hasPlacement">Whether the placement has arrived.</param>
    /// <param name="later">What happened after that.</param>
    public Task ShowAsync(
        OrderStatus status, DateTimeOffset? since = null, bool hasPlacement = true,
        TimelineEntry? later = null)
    {
        var history = Views.History(Id, "local", status, _placedAt, since ?? _placedAt + _old);
        return Api.ShowAsync(history with
        {
            Timeline =
            [
                .. history.Timeline.Skip(hasPlacement ? 0 : 1),
                .. later is null ? [] : new[] { later },
            ],
        });
    }

    /// <summary>The customer was told.</summary>
    public static TimelineEntry Delivered(DateTimeOffset time) => new(
        "e-told", "/shop/notifications", EventContracts.NotificationDelivered.Type, time,
        Notice: new Notice(EventContracts.OrderConfirmed.Type, "e-settled", NotificationChannel.Webhook));

    /// <summary>What was confirmed is cancelled all the same.</summary>
    public Task CancelAsync()
    {
        var confirmed = Views.History(Id, "local", OrderStatus.Confirmed, _placedAt, _placedAt + _old);
        var cancelled = confirmed.Timeline[1] with
        {
            EventId = "e-cancelled",
            Type = EventContracts.OrderCancelled.Type,
            Time = _placedAt + (1.5 * _old),
        };
        return Api.ShowAsync(confirmed with
        {
            Statement = confirmed.Statement! with
            {
                Status = OrderStatus.Cancelled, Time = cancelled.Time, EventKey = cancelled.Key,
            },
            Timeline = [.. confirmed.Timeline, cancelled],
        });
    }

    public Task<EventSource> OpenAsync(string? lastEventId = null) =>
        EventSource.OpenAsync(Api, Path, lastEventId);

    public ValueTask DisposeAsync() => Api.DisposeAsync();
}
