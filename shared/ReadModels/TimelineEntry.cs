using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Shop.Contracts;

namespace Shop.ReadModels;

/// <summary>
/// One event in the story of an order. Small whatever the event held, since 200 of them share a document.
/// </summary>
/// <param name="EventId">CloudEvents <c>id</c>, or a hash of one that is long or odd.</param>
/// <param name="Source">
/// CloudEvents <c>source</c>, or a hash likewise; with the id it identifies the event.
/// </param>
/// <param name="Type">CloudEvents <c>type</c>.</param>
/// <param name="Time">
/// The earliest CloudEvents <c>time</c>, in UTC, that the event was seen with: one that is published again
/// keeps its id and gets a new time.
/// </param>
/// <param name="Customer">Whom an order event names; absent for facts of stock and of notifications.</param>
/// <param name="Goods">How much it is about: ordered, reserved, released, or lacking.</param>
/// <param name="Notice">What the customer was told, or not.</param>
public sealed record TimelineEntry(
    string EventId,
    string Source,
    string Type,
    DateTimeOffset Time,
    CustomerId? Customer = null,
    GoodsCount? Goods = null,
    Notice? Notice = null)
{
    private const int KeyDigits = 32;

    /// <summary>Identifies the event: equal exactly for copies of one event.</summary>
    [JsonIgnore]
    public string Key => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Source + "\n" + EventId)))[..KeyDigits];

    /// <summary>
    /// Sorts the timeline (ordinal), by time first. It follows from the event alone and not from the moment
    /// at which it arrived, so that every order of arrival gives the same timeline; see
    /// <see cref="TimelineCursor"/> for what that means to those who read along.
    /// </summary>
    [JsonIgnore]
    public string Position =>
        Time.UtcTicks.ToString("D19", CultureInfo.InvariantCulture) + "-" + Key;
}

/// <summary>An amount of goods, without naming each.</summary>
/// <param name="Skus">Different SKUs.</param>
/// <param name="Units">Units of all of them; of a shortage, those that lack.</param>
public sealed record GoodsCount(int Skus, long Units);

/// <summary>What a notification event said.</summary>
/// <param name="EventType">CloudEvents type of the order event that it was about.</param>
/// <param name="EventId">Its id, which is also the <c>webhook-id</c>.</param>
/// <param name="Channel">How the customer was told.</param>
/// <param name="Reason">Why nobody tries any more; absent where it was delivered.</param>
/// <param name="Message">
/// The same for people, up to <see cref="MessageLengthMax"/> characters; absent where it was delivered.
/// </param>
public sealed record Notice(
    string EventType,
    string EventId,
    NotificationChannel Channel,
    string? Reason = null,
    string? Message = null)
{
    /// <summary>A document with 200 of the longest messages still fits into one commit.</summary>
    public const int MessageLengthMax = 256;
}
