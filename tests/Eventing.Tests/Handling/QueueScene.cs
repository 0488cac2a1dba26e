using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Shop.Documents;
using Shop.Eventing.Handling;
using Shop.Testing;

namespace Shop.Eventing.Tests.Handling;

/// <summary>A queue whose commits can be held, so that a test knows what is in flight while more arrives.</summary>
internal sealed class QueueScene
{
    /// <summary>No delay between repetitions: nobody here waits for time.</summary>
    public static readonly PipelineLimits Limits = PipelineLimits.Default with { ConflictDelay = TimeSpan.Zero };

    private readonly PipelineLimits _limits;
    private readonly List<IReadOnlyList<DocumentWrite>> _attempts = [];
    private TaskCompletionSource? _hold;

    public QueueScene(PipelineLimits? limits = null)
    {
        _limits = limits ?? Limits;
        Store.BeforeCommit = async writes =>
        {
            int number;
            lock (_attempts)
            {
                _attempts.Add(writes);
                number = _attempts.Count;
            }
            await (_hold?.Task ?? Task.CompletedTask);
            await Attempted(number);
        };
        Queue = NewInstance();
    }

    public FakeClock Clock { get; } = new();

    public InMemoryDocumentStore Store { get; } = new();

    public WorkQueue Queue { get; }

    /// <summary>Runs at the n-th attempt, once it is no longer held and before it is judged.</summary>
    public Func<int, Task> Attempted { get; set; } = _ => Task.CompletedTask;

    /// <summary>Every commit that was tried, lost races among them.</summary>
    public IReadOnlyList<IReadOnlyList<DocumentWrite>> Attempts
    {
        get
        {
            lock (_attempts)
            {
                return [.. _attempts];
            }
        }
    }

    /// <summary>Another process of the same function, with a queue of its own.</summary>
    public WorkQueue NewInstance(IDocumentStore? store = null) =>
        new(new Committer("counting", store ?? Store, _limits, Clock), _limits, Clock);

    public void Hold() => _hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release()
    {
        var held = _hold!;
        _hold = null;
        held.SetResult();
    }

    public Task<Settlement> SettleAsync(HandledEvent handled, CancellationToken cancellationToken = default) =>
        Queue.SettleAsync(handled, cancellationToken);

    /// <summary>An event that adds one to each of the counters, and says so.</summary>
    public static HandledEvent Count(string id, params string[] counters) =>
        Event(id, "count " + string.Join(' ', counters), state => Add(state, counters), counters);

    public static HandledEvent Event(string id, string content, Func<StateView, Ruling> decide, params string[] counters) => new(
        id, "/test", "test", Encoding.UTF8.GetBytes(content), [.. counters.Select(name => Key(name).Name)], _ => [], decide);

    public async Task<long> CounterAsync(string name)
    {
        var document = (await Store.GetManyAsync([Key(name).Name], default))[0];
        return document.Exists ? document.Data.Deserialize(CounterJson.Default.Counter)!.Value : 0;
    }

    public static DocumentKey<Counter> Key(string name) =>
        new(new DocumentName("counters/" + name), CounterJson.Default.Counter);

    private static Ruling.Applied Add(StateView state, string[] counters) => new(
        [.. counters.Select(Key).Select(key => key.Set(new Counter((state.Find(key)?.Value ?? 0) + 1)))],
        [Samples.Draft]);
}

internal sealed record Counter(long Value);

[JsonSerializable(typeof(Counter))]
internal sealed partial class CounterJson : JsonSerializerContext;
