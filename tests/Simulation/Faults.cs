namespace Shop.Simulation;

/// <summary>What goes wrong, and how often; each a probability.</summary>
internal sealed record Faults(
    double Crash, double StoreFails, double StoreForgets, double PublishFails, double PublishForgets,
    double Duplicate, double AckLost, double DeadLetter)
{
    public static Faults None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Mild for one seed, wild for the next.</summary>
    public static Faults For(Random random)
    {
        var strength = random.NextDouble();
        double Up(double most) => most * strength * random.NextDouble();
        return new(Up(0.03), Up(0.1), Up(0.1), Up(0.1), Up(0.1), Up(0.4), Up(0.3), Up(0.1));
    }
}

/// <summary>The function's process died here, or the network did.</summary>
internal sealed class InjectedException(string what) : Exception(what);
