using System.Text.Json;
using Google.Cloud.PubSub.V1;
using Shop.Documents;
using Shop.Eventing.Handling;
using Shop.Testing;

namespace Shop.Simulation;

/// <summary>A deliberate bug: the simulation must catch each of them, or it proves nothing.</summary>
internal sealed record Bug(
    Func<Process, IDocumentStore, IDocumentStore>? Store = null,
    IReadOnlyList<EventRoute>? Inventory = null,
    IReadOnlyList<EventRoute>? Orders = null);

/// <summary>Two functions, their store and the network between them, all driven by one seed.</summary>
internal sealed class World
{
    private readonly InMemoryDocumentStore _store = new();
    // Several, as the platform starts them: what one instance keeps in memory, the other does not know.
    private const int InstancesOfEach = 2;

    private readonly Dictionary<string, Process[]> _processes;

    public World(int seed, Bug? bug = null)
    {
        Scheduler = new SeededScheduler(seed);
        Faults = Faults.For(Scheduler.Random);
        Network = new Network(this);
        IDocumentStore Store(Process process)
        {
            var faulty = new FaultyStore(_store, process);
            return bug?.Store?.Invoke(process, faulty) ?? faulty;
        }
        Process[] Instances(string function, IReadOnlyList<EventRoute> routes) =>
            [.. Enumerable.Range(0, InstancesOfEach).Select(_ => new Process(this, function, routes, Store))];
        _processes = new()
        {
            [Inventory.Handlers.Function] = Instances(Inventory.Handlers.Function, bug?.Inventory ?? Inventory.Handlers.All),
            [Orders.Handlers.Function] = Instances(Orders.Handlers.Function, bug?.Orders ?? Orders.Handlers.All),
        };
    }

    public static DateTimeOffset Now { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public SeededScheduler Scheduler { get; }

    public Network Network { get; }

    public Faults Faults { get; private set; }

    /// <summary>What no fault of the outside explains.</summary>
    public Exception? Unexplained { get; set; }

    public Process ProcessOf(string function) => _processes[function][Scheduler.Random.Next(InstancesOfEach)];

    /// <summary>Sends everything, lets it all go wrong, ends the faults, replays what was given up.</summary>
    public void Run(IReadOnlyList<(string Topic, PubsubMessage Message)> sent)
    {
        Scheduler.Run(() =>
        {
            foreach (var (topic, message) in sent)
            {
                Network.Send(topic, message);
            }
            return Task.CompletedTask;
        });
        Faults = Faults.None;
        Scheduler.Run(() =>
        {
            Network.Replay();
            return Task.CompletedTask;
        });
    }

    public TState? Find<TState>(DocumentKey<TState> key)
        where TState : class
    {
        var document = _store.GetManyAsync([key.Name], default).GetAwaiter().GetResult()[0];
        return document.Exists ? document.Data.Deserialize(key.Json) : null;
    }
}
