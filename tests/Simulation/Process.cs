using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Google.Cloud.PubSub.V1;
using Microsoft.Extensions.Logging.Abstractions;
using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing;
using Shop.Eventing.Handling;
using Shop.Eventing.Receiving;
using Shop.Testing;

namespace Shop.Simulation;

/// <summary>
/// One function: its real handlers in the real pipeline. When it crashes, everything that it was doing ends at the
/// next step, and a new process starts with nothing in its memory.
/// </summary>
internal sealed class Process : IMessageBus
{
    // Real delays would only be skipped by the scheduler; who goes first is the seed's business alone.
    private static readonly PipelineLimits _limits = PipelineLimits.Default with { ConflictDelay = TimeSpan.Zero };

    private static readonly JsonEventFormatter _formatter = new();

    private readonly World _world;
    private readonly string _function;
    private readonly IReadOnlyList<EventRoute> _routes;
    private readonly Func<Process, IDocumentStore> _store;
    private int _life;
    private EventReceiver _receiver;

    public Process(World world, string function, IReadOnlyList<EventRoute> routes, Func<Process, IDocumentStore> store)
    {
        (_world, _function, _routes, _store) = (world, function, routes, store);
        _receiver = Start();
    }

    /// <summary>Handles one delivery; throws where it is to be delivered again.</summary>
    public async Task<Outcome> HandleAsync(CloudEvent cloudEvent, string subscription)
    {
        var life = _life;
        await StepAsync(life);
        var outcome = await _receiver.ReceiveAsync(cloudEvent, subscription, default);
        await StepAsync(life);
        return outcome;
    }

    /// <summary>A call to the outside: it may fail before it happens, or after it happened.</summary>
    public async Task<T> CallAsync<T>(Func<Faults, (double Before, double After)> chances, Func<Task<T>> call)
    {
        var life = _life;
        await StepAsync(life);
        if (_world.Scheduler.Chance(chances(_world.Faults).Before))
        {
            throw new InjectedException("the call failed");
        }
        var result = await call();
        if (_world.Scheduler.Chance(chances(_world.Faults).After))
        {
            throw new InjectedException("the answer was lost");
        }
        await StepAsync(life);
        return result;
    }

    public Task<string> PublishAsync(TopicName topic, PubsubMessage message, CancellationToken cancellationToken) =>
        CallAsync(
            faults => (faults.PublishFails, faults.PublishForgets),
            () => Task.FromResult(_world.Network.Publish(topic.TopicId, message, _function)));

    // Others may go first; this may be the moment of the crash; and after a crash nobody of the old life goes on.
    private async Task StepAsync(int life)
    {
        await SeededScheduler.YieldAsync();
        if (life == _life && _world.Scheduler.Chance(_world.Faults.Crash))
        {
            _life++;
            _receiver = Start();
        }
        if (life != _life)
        {
            throw new InjectedException("the process died");
        }
    }

    private EventReceiver Start() => new(
        _function,
        _routes,
        new HashSet<string> { $"projects/local/subscriptions/{_function}-{_function}" },
        _store(this),
        _limits,
        new EventPublisher(this, _formatter, EventContracts.All.ToDictionary(
            contract => contract.Type, contract => TopicName.FromProjectTopic("local", contract.Topic))),
        new DeadLetters(this, _formatter, TopicName.FromProjectTopic("local", Network.DeadLetters), _function),
        _formatter,
        new FakeClock(World.Now),
        NullLogger.Instance);
}
