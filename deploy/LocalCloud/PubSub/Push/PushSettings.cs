using Shop.LocalCloud.Chaos;
using Shop.LocalCloud.Hosting;

namespace Shop.LocalCloud.PubSub.Push;

/// <summary>What pushing needs from the suite around it.</summary>
public sealed record PushSettings
{
    /// <summary>There from the start; those of an earlier run that are not among them are deleted.</summary>
    public IReadOnlyList<DeclaredSubscription> Subscriptions { get; init; } = [];

    /// <summary>Where functions answer.</summary>
    public FunctionAddresses Addresses { get; init; } = new();

    /// <summary>Faults on purpose.</summary>
    public ChaosOptions Chaos { get; init; } = ChaosOptions.None;

    /// <summary>
    /// Kills the process of a function, by its name, for <see cref="ChaosOptions.Crash"/>; must return at
    /// once, and do nothing where the function does not run here.
    /// </summary>
    public Action<string> Kill { get; init; } = _ => { };

    /// <summary>
    /// Gets a line about what a person should know: messages dropped, a journal that is full.
    /// </summary>
    public Action<string> Log { get; init; } = _ => { };
}
