using System.Collections.Concurrent;

namespace Shop.LocalCloud.Hosting;

/// <summary>Where each function of the suite answers now; what delivers events asks here each time.</summary>
public sealed class FunctionAddresses
{
    private readonly ConcurrentDictionary<string, Uri> _addresses = new(StringComparer.Ordinal);

    /// <summary>
    /// Raised with the function's name after its address was set: what waits for it may try at once.
    /// </summary>
    public event Action<string>? Started;

    public void Set(string function, Uri address)
    {
        _addresses[function] = address;
        Started?.Invoke(function);
    }

    public void Remove(string function) => _addresses.TryRemove(function, out _);

    /// <returns>Null while the function is not running: the event then waits and is tried again.</returns>
    public Uri? Find(string function) => _addresses.GetValueOrDefault(function);
}
