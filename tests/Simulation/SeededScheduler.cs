namespace Shop.Simulation;

/// <summary>
/// Runs everything on one thread and decides by its seed which of the waiting steps comes next, so that a run can be
/// repeated exactly. Each await is a place where the others may overtake.
/// </summary>
internal sealed class SeededScheduler(int seed) : SynchronizationContext
{
    // A run takes a few thousand steps; this many mean that it will never end.
    private const int StepsMax = 400_000;

    private readonly List<(SendOrPostCallback Step, object? State)> _ready = [];

    public Random Random { get; } = new(seed);

    public int Steps { get; private set; }

    public override void Post(SendOrPostCallback d, object? state) => _ready.Add((d, state));

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Nothing in a simulation may block.");

    public bool Chance(double probability) => Random.NextDouble() < probability;

    /// <summary>Lets the others go first, or not, as the seed says.</summary>
    public static async Task YieldAsync() => await Task.Yield();

    /// <summary>Runs until nothing is left to do.</summary>
    public void Run(Func<Task> main)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            var running = main();
            while (_ready.Count > 0)
            {
                if (++Steps > StepsMax)
                {
                    throw new InvalidOperationException($"Still not quiet after {StepsMax} steps.");
                }
                var chosen = Random.Next(_ready.Count);
                var (step, state) = _ready[chosen];
                _ready[chosen] = _ready[^1];
                _ready.RemoveAt(_ready.Count - 1);
                step(state);
            }
            if (!running.IsCompleted)
            {
                throw new InvalidOperationException("Something waits for what will never come.");
            }
            running.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }
}
