using System.Diagnostics;
using CloudNative.CloudEvents;
using Microsoft.Extensions.Logging;
using Shop.Documents;
using Shop.Eventing.Handling;

namespace Shop.Eventing.Receiving;

/// <summary>The parts of an event's way through a function, from received to acknowledged.</summary>
public sealed class EventReceiver
{
    private readonly string _function;
    private readonly Uri _source;
    private readonly IReadOnlyDictionary<string, EventRoute> _routes;
    private readonly IReadOnlySet<string> _unknownTypesSubscriptions;
    private readonly EffectStage _effects;
    private readonly WorkQueue _queue;
    private readonly EventPublisher _publisher;
    private readonly DeadLetters _deadLetters;
    private readonly CloudEventFormatter _formatter;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    /// <param name="function">Name of the function.</param>
    /// <param name="routes">One for each type that it handles.</param>
    /// <param name="unknownTypesSubscriptions">
    /// See <see cref="EventFunctionOptions.UnknownTypesSubscriptions"/>.
    /// </param>
    /// <param name="store">Where state and inbox lie.</param>
    /// <param name="limits">Bounds of deciding and storing.</param>
    /// <param name="publisher">Where what it says goes.</param>
    /// <param name="deadLetters">Where goes what can never be handled.</param>
    /// <param name="formatter">Reads wrapped messages.</param>
    /// <param name="clock">Time.</param>
    /// <param name="logger">One line per outcome.</param>
    /// <exception cref="ArgumentOutOfRangeException">The inbox would forget before replays end.</exception>
    public EventReceiver(
        string function, IEnumerable<EventRoute> routes, IReadOnlySet<string> unknownTypesSubscriptions,
        IDocumentStore store, PipelineLimits limits, EventPublisher publisher, DeadLetters deadLetters,
        CloudEventFormatter formatter, TimeProvider clock, ILogger logger)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limits.InboxLife, PipelineLimits.ReplayHorizon);
        _function = function;
        _source = SourceOf(function);
        _routes = routes.ToDictionary(route => route.Contract.Type);
        _unknownTypesSubscriptions = unknownTypesSubscriptions;
        _effects = new EffectStage(function, store, limits, clock);
        _queue = new WorkQueue(new Committer(function, store, limits, clock), limits, clock);
        (_publisher, _deadLetters) = (publisher, deadLetters);
        (_formatter, _clock, _logger) = (formatter, clock, logger);
    }

    /// <summary>CloudEvents <c>source</c> of what a function says.</summary>
    public static Uri SourceOf(string function) => new("/shop/" + function, UriKind.Relative);

    /// <summary>Returns when the event may be acknowledged; throws when it is to be delivered again.</summary>
    /// <param name="delivered">The event as it came.</param>
    /// <param name="subscription">Which subscription delivered it, where that is known.</param>
    /// <param name="cancellationToken">The caller has gone; what is in the middle of a commit goes on.</param>
    public async Task<Outcome> ReceiveAsync(
        CloudEvent delivered, string? subscription, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        var cloudEvent = delivered;
        Triage triage;
        if (delivered.Type == Unwrapping.WrapperType)
        {
            (var inner, subscription, var fault) = Unwrapping.Unwrap(delivered, _formatter);
            cloudEvent = inner ?? delivered;
            triage = inner is null ? new Triage.Refuse("undecodable", fault!) : Sort(inner, subscription);
        }
        else
        {
            triage = Sort(delivered, subscription);
        }
        using var span = triage is Triage.Handle handled
            ? Telemetry.Start(_function, handled.Event.Type, handled.Cause)
            : null;
        try
        {
            var outcome = await ActAsync(cloudEvent, subscription, triage, cancellationToken);
            Report(cloudEvent, outcome, _clock.GetElapsedTime(started));
            return outcome;
        }
        catch (Exception fault)
        {
            // What was thrown is told where it is answered; here it is only counted.
            span?.SetStatus(ActivityStatusCode.Error, fault.GetType().Name);
            Telemetry.Retry(_function, cloudEvent.Type!);
            throw;
        }
    }

    private Triage Sort(CloudEvent cloudEvent, string? subscription) => Triage.Of(
        cloudEvent,
        _routes,
        // What comes from no subscription was sent by hand: whoever did wants to hear that nobody knows the type.
        filesUnknown: subscription is null || _unknownTypesSubscriptions.Contains(subscription),
        _clock.GetUtcNow());

    private async Task<Outcome> ActAsync(
        CloudEvent cloudEvent, string? subscription, Triage triage, CancellationToken cancellationToken)
    {
        switch (triage)
        {
            case Triage.NotNeeded:
                return new Outcome.NotNeeded();
            case Triage.Refuse refused:
                return await GiveUpAsync(cloudEvent, subscription, refused.Reason, refused.Message, cancellationToken);
            case Triage.Handle handle:
                return await HandleAsync(cloudEvent, subscription, handle, cancellationToken);
            default:
                throw new UnreachableException();
        }
    }

    private async Task<Outcome> HandleAsync(
        CloudEvent cloudEvent, string? subscription, Triage.Handle handle, CancellationToken cancellationToken)
    {
        var ready = await _effects.PerformAsync(handle.Event, cloudEvent.Time!.Value, handle.Cause, cancellationToken);
        switch (await _queue.SettleAsync(ready, cancellationToken))
        {
            case Settlement.Decided decided:
                await PublishAsync(decided.Events, handle.Cause, cancellationToken);
                return new Outcome.Handled(decided.Events.Count);
            case Settlement.Known known:
                await PublishAsync(known.Events, handle.Cause, cancellationToken);
                return new Outcome.Duplicate(known.Events.Count);
            case Settlement.Contradicted contradicted:
                return await GiveUpAsync(
                    cloudEvent, subscription, contradicted.Reason, contradicted.Message, cancellationToken);
            default:
                throw new UnreachableException();
        }
    }

    // All at once: the publisher sends them in one request.
    private Task PublishAsync(
        IReadOnlyList<RememberedEvent> events, EventCause cause, CancellationToken cancellationToken) =>
        Task.WhenAll(events.Select(remembered => _publisher.PublishAsync(
            remembered.ToOutgoing().Seal(remembered.Id, _source, cause, _clock.GetUtcNow()), cancellationToken)));

    private async Task<Outcome> GiveUpAsync(
        CloudEvent cloudEvent, string? subscription, string reason, string message, CancellationToken cancellationToken)
    {
        await _deadLetters.PublishAsync(cloudEvent, reason, message, subscription, cancellationToken);
        return new Outcome.DeadLettered(reason, message);
    }

    private void Report(CloudEvent cloudEvent, Outcome outcome, TimeSpan duration)
    {
        var (id, type, subject) = (
            AttributeText.Sentence(cloudEvent.Id ?? ""),
            AttributeText.Sentence(cloudEvent.Type ?? ""),
            AttributeText.Sentence(cloudEvent.Subject ?? ""));
        var milliseconds = (long)duration.TotalMilliseconds;
        switch (outcome)
        {
            case Outcome.Handled handled:
                _logger.Handled(type, subject, handled.Events, milliseconds, id);
                break;
            case Outcome.Duplicate duplicate:
                _logger.Duplicate(type, subject, duplicate.Events, milliseconds, id);
                break;
            case Outcome.DeadLettered dead:
                _logger.DeadLettered(type, subject, dead.Reason, AttributeText.Sentence(dead.Message), milliseconds, id);
                break;
            default:
                _logger.NotNeeded(type, subject, id);
                break;
        }
        Telemetry.Outcome(_function, type, outcome.GetType().Name, duration);
    }
}
