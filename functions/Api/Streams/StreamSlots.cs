using Shop.Contracts;

namespace Shop.Api.Streams;

/// <summary>How many streams each caller has open, in this instance.</summary>
internal sealed class StreamSlots
{
    /// <summary>
    /// A stream occupies one of the 80 requests that an instance serves at a time. Browsers open at most six
    /// connections to a host over HTTP/1.1; this is a few tabs of one person.
    /// </summary>
    public const int PerCallerMax = 8;

    private readonly Lock _gate = new();
    private readonly Dictionary<CustomerId, int> _open = [];

    /// <returns>Dispose it when the stream has ended; null where the caller has too many.</returns>
    public IDisposable? TryTake(CustomerId customer)
    {
        lock (_gate)
        {
            var open = _open.GetValueOrDefault(customer);
            if (open >= PerCallerMax)
            {
                return null;
            }
            _open[customer] = open + 1;
            return new Slot(this, customer);
        }
    }

    private void Release(CustomerId customer)
    {
        lock (_gate)
        {
            if (--_open[customer] == 0)
            {
                _open.Remove(customer);
            }
        }
    }

    private sealed class Slot(StreamSlots slots, CustomerId customer) : IDisposable
    {
        public void Dispose() => slots.Release(customer);
    }
}
