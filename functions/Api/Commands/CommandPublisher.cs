using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Shop.Api.Http;
using Shop.Contracts;
using Shop.Eventing;
using Shop.Eventing.Receiving;

namespace Shop.Api.Commands;

/// <summary>
/// Says what a caller asked for, as an event. Nobody is answered that it will be done before Pub/Sub has it for good.
/// </summary>
internal sealed class CommandPublisher(EventPublisher publisher, TimeProvider clock, ILogger<CommandPublisher> logger)
{
    // CloudEvents are forwarded everywhere up to 64 KiB, attributes included; ours have a few hundred bytes of them.
    private const int AttributeBytesMax = 2 * 1024;

    /// <summary>Bytes of an event's data.</summary>
    public const int DataBytesMax = ContractLimits.EventBytesMax - AttributeBytesMax;

    private const int RetryAfterSeconds = 5;

    private static readonly Uri _source = EventReceiver.SourceOf(Function.Name);

    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(10);

    /// <summary>Goes on when the caller has gone: half a command would help nobody.</summary>
    /// <param name="outgoing">The event.</param>
    /// <param name="eventId">The same whenever the same is said again.</param>
    /// <param name="wish">What it comes from.</param>
    /// <param name="withoutKey">What a caller who sent no key can do where the outcome is not known.</param>
    /// <returns>Null where Pub/Sub has it.</returns>
    public async Task<Problem?> PublishAsync(OutgoingEvent outgoing, string eventId, Wish wish, string withoutKey)
    {
        if (TooLarge(JsonMarshal.GetRawUtf8Value(outgoing.Data).Length) is { } problem)
        {
            return problem;
        }
        var started = clock.GetTimestamp();
        using var deadline = new CancellationTokenSource(_timeout, clock);
        try
        {
            await publisher.PublishAsync(
                outgoing.Seal(eventId, _source, EventCause.Itself(eventId), wish.Time), deadline.Token);
        }
        catch (Exception fault)
        {
            // Whatever it is: that nothing was published cannot be told, so nothing else may be answered.
            logger.OutcomeUnknown(fault, outgoing.Contract.Type, outgoing.Subject, eventId);
            return Problem.Of(ProblemTypes.OutcomeUnknown, wish.HasKey
                ? "Send the same request again, with the same Idempotency-Key: it is done once."
                : withoutKey)
                with { RetryAfterSeconds = RetryAfterSeconds, TraceId = Traces.Current };
        }
        var milliseconds = (long)clock.GetElapsedTime(started).TotalMilliseconds;
        logger.Published(outgoing.Contract.Type, outgoing.Subject, milliseconds, eventId);
        return null;
    }

    /// <returns>Null where an event can hold so many bytes of data.</returns>
    public static Problem? TooLarge(int bytes) => bytes <= DataBytesMax
        ? null
        : Problem.Of(ProblemTypes.EventTooLarge, string.Create(
            CultureInfo.InvariantCulture, $"It takes {bytes} bytes; an event holds at most {DataBytesMax}."));
}
