using System.Collections.Concurrent;
using CloudNative.CloudEvents.SystemTextJson;
using Google.Cloud.PubSub.V1;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Retry;
using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing;
using Shop.Eventing.Handling;
using Shop.Eventing.Receiving;
using Shop.Inventory;

namespace Shop.Benchmarks;

/// <summary>A way to handle placed orders.</summary>
/// <param name="Name">For the table.</param>
/// <param name="AtOnce">Orders in flight.</param>
/// <param name="Says">Whether it publishes what it decides.</param>
/// <param name="Together">Whether it commits orders together, and so handles many more in the same time.</param>
/// <param name="Start">Gives what handles the order of a number.</param>
internal sealed record Competitor(
    string Name, int AtOnce, bool Says, bool Together, Func<BenchmarkShop, Func<int, Task>> Start)
{
    private static readonly PipelineLimits _limits = PipelineLimits.Default;

    /// <summary>About a second's worth, whatever the way.</summary>
    public int OrdersFor(int skus) => Together ? 4_000 : skus == 1 ? 100 : Math.Min(100 * AtOnce, 4_000);

    /// <summary>The real receiver with the real handlers, as one instance of the function has them.</summary>
    public static Competitor Pipeline(int atOnce) => new("the pipeline", atOnce, Says: true, Together: true, shop =>
    {
        var receiver = Receiver(shop, _limits);
        return number => receiver.ReceiveAsync(shop.Events[number], null, default);
    });

    /// <summary>
    /// The same promises with one commit for each order: a receiver for each order in flight, so that none knows of
    /// the others, and the precondition of the commit decides.
    /// </summary>
    public static Competitor ExactlyOnce(int atOnce) => new(
        $"one commit per order, exactly once, {atOnce} at once", atOnce, Says: true, Together: false, shop =>
        {
            var free = new ConcurrentBag<EventReceiver>(
                Enumerable.Range(0, atOnce).Select(_ => Receiver(shop, _limits)));
            return async number =>
            {
                free.TryTake(out var receiver);
                await UntilStoredAsync(() => receiver!.ReceiveAsync(shop.Events[number], null, default));
                free.Add(receiver!);
            };
        });

    /// <summary>The least that reserves stock: no inbox, no envelope, nothing published, nothing parsed.</summary>
    public static Competitor Bare(int atOnce) => new(
        $"one commit per order, bare, {atOnce} at once", atOnce, Says: false, Together: false, shop =>
        {
            var untilWon = new ResiliencePipelineBuilder<CommitOutcome>().AddRetry(new RetryStrategyOptions<CommitOutcome>
            {
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Result == CommitOutcome.Conflict),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = _limits.ConflictDelay,
                // As late as the pipeline ever waits, and no later.
                MaxDelay = _limits.ConflictDelay * (1 << (_limits.ConflictsMax - 1)),
                UseJitter = true,
            }).Build();
            return async number => await untilWon.ExecuteAsync(
                async token => await TryReserveAsync(shop.Store, shop.Orders[number], token));
        });

    private static async ValueTask<CommitOutcome> TryReserveAsync(
        IDocumentStore store, OrderPlaced placed, CancellationToken cancellationToken)
    {
        var reads = ReserveStock.Reads(placed);
        var documents = (await store.GetManyAsync(reads, cancellationToken)).ToDictionary(document => document.Name);
        var state = new StateView(reads, name => documents[name] is { Exists: true } document ? document.Data : null);
        var received = new Received<OrderPlaced>(
            placed.OrderId.Value, "/bench", TimeProvider.System.GetUtcNow(), placed);
        var applied = (Ruling.Applied)ReserveStock.Decide(received, state);
        return await store.CommitAsync(
            [.. applied.Changes.Select(change => new DocumentWrite.Put(
                change.Name, change.Data!.Value, documents[change.Name].Version))],
            cancellationToken);
    }

    // What the receiver gives back would be delivered again.
    private static async Task UntilStoredAsync(Func<Task> handle)
    {
        while (true)
        {
            try
            {
                await handle();
                return;
            }
            catch (ConflictException)
            {
            }
        }
    }

    private static EventReceiver Receiver(BenchmarkShop shop, PipelineLimits limits)
    {
        var formatter = new JsonEventFormatter();
        return new EventReceiver(
            Handlers.Function,
            Handlers.All,
            new HashSet<string>(),
            shop.Store,
            limits,
            new EventPublisher(shop.Bus, formatter, EventContracts.All.ToDictionary(
                contract => contract.Type, contract => TopicName.FromProjectTopic("local", contract.Topic))),
            new DeadLetters(shop.Bus, formatter, TopicName.FromProjectTopic("local", "dead-letters"), Handlers.Function),
            formatter,
            TimeProvider.System,
            NullLogger.Instance);
    }
}
